package org.dmoe.paper;

import java.util.List;
import java.util.stream.Stream;

/** Experiments after the paper's follow-up: other numbers of experts and covariates, baselines. */
final class FollowUp {

  /** Machines with fewer experts have this part of the fewest rows each. */
  private static final int PART = 10;

  private static final int FEWER = 3;

  private static final int WIDE_MACHINES = 8;

  /** The table on which the follow-up's distributed error was a tenth above the centralised one. */
  private static final int CROWDED_DIMENSION = 90;

  private static final int CROWDED_ROWS = 1449;

  /** Rows of a machine that sends no more than its model and its experts' moments. */
  private static final int ENOUGH = 3200;

  private final Size size;

  FollowUp(Size size) {
    this.size = size;
  }

  List<Experiment> all() {
    return List.of(
        fewRows(),
        fewerLocalExperts(),
        tenExperts(),
        federated(),
        divergences(),
        dimensions(),
        limits());
  }

  private Experiment fewRows() {
    int machines = size.crowded();
    return Experiment.of(
        size,
        "few-rows",
        "%d covariates, %d rows a machine, %d machines"
            .formatted(CROWDED_DIMENSION, CROWDED_ROWS, machines),
        "truth, start, method",
        setting ->
            "%s, %s, %s".formatted(setting.kind(), setting.start(), setting.method().label()),
        size.truths().stream()
            .map(kind -> size.setting(kind, CROWDED_ROWS * machines, machines))
            .map(setting -> setting.withDimension(CROWDED_DIMENSION))
            .flatMap(FollowUp::startsAndMethods));
  }

  private static Stream<Setting> startsAndMethods(Setting pilot) {
    Setting own = pilot.withStart("own");
    return Stream.of(pilot, pilot.with(Method.LASSO), own, own.with(Method.PASSES));
  }

  private Experiment fewerLocalExperts() {
    int rows = size.circle() * size.fewest() / PART;
    Setting setting = size.setting("balanced", rows, size.circle()).withStart("own");
    return Experiment.of(
        size,
        "fewer-local-experts",
        "Local models of three experts for a global one of five (simulate --kind balanced)",
        "local experts, rows of a machine",
        FollowUp::expertsOf,
        Stream.of(MachineSizes.EQUAL, MachineSizes.THREE_EXPERTS)
            .map(setting::withSizes)
            .flatMap(of -> Stream.of(of, of.withLocalExperts(FEWER))));
  }

  private static String expertsOf(Setting setting) {
    String rows = setting.sizes() == MachineSizes.EQUAL ? "of all" : "of three";
    return "K = %d, %s".formatted(setting.local(), rows);
  }

  private Experiment tenExperts() {
    return Experiment.of(
        size,
        "ten-experts",
        "40 covariates, 10 experts (simulate --kind balanced)",
        "machines",
        setting -> "" + setting.machines(),
        size.tenExperts().stream()
            .map(m -> Setting.of("balanced", size.middle(), m).withSupport(size.tenSupport()))
            .map(setting -> setting.withDimension(40).withExperts(10)));
  }

  private Experiment federated() {
    Setting paper = size.setting("paper", size.fewest(), Size.SOME);
    return Experiment.of(
        size,
        "federated",
        "Five rounds of federated averaging beside the reduction",
        "data, sizes of the machines",
        setting -> "%s, %s".formatted(setting.kind(), setting.sizes().label()),
        Stream.of(
                paper,
                paper.withSizes(MachineSizes.SKEWED),
                size.setting("severe", size.fewest(), Size.SOME))
            .map(setting -> setting.with(Method.FEDERATED)));
  }

  private Experiment divergences() {
    Setting setting = size.setting("paper", size.fewest(), Size.SOME);
    return Experiment.of(
        size,
        "divergences",
        "Divergences that the reduction may minimise",
        "method",
        of -> of.method().label(),
        Stream.of(
                Method.DEFAULT,
                Method.W2,
                Method.REVERSE,
                Method.POINTWISE,
                Method.POINTWISE_W2,
                Method.POINTWISE_REVERSE)
            .map(setting.withSupport(PaperExperiments.POINTWISE_SUPPORT)::with));
  }

  private Experiment dimensions() {
    return Experiment.of(
        size,
        "dimensions",
        "More covariates, of dense and of sparse truths",
        "covariates, truth, method",
        setting ->
            "%d, %s, %s".formatted(setting.dimension(), setting.kind(), setting.method().label()),
        size.dimensions().stream().flatMap(this::ofDimension));
  }

  private Stream<Setting> ofDimension(int d) {
    return size.truths().stream()
        .map(kind -> size.setting(kind, size.wide() * WIDE_MACHINES, WIDE_MACHINES))
        .map(setting -> setting.withDimension(d))
        .flatMap(setting -> Stream.of(setting, setting.with(Method.LASSO)));
  }

  private Experiment limits() {
    return Experiment.of(
        size,
        Limits.EXPERIMENT,
        "Costs of the stages over rows and machines",
        "rows, machines",
        setting -> "%d, %d".formatted(setting.rows(), setting.machines()),
        size.limitRows().stream().flatMap(this::ofMachines));
  }

  private Stream<Setting> ofMachines(int rows) {
    return size.limitMachines().stream()
        .filter(m -> rows >= ENOUGH * m)
        .map(m -> size.setting("paper", rows, m))
        .map(setting -> setting.withSizes(MachineSizes.FILES).with(Method.TIMED));
  }
}
