package org.dmoe.paper;

import java.util.List;
import java.util.stream.Stream;

/** Experiments after the paper's follow-up: other numbers of experts and covariates, baselines. */
final class FollowUp {

  private static final int SOME = 16;

  /** Machines with three of five experts each: every expert is on as many. */
  private static final int CIRCLE = 20;

  private static final int FEWER = 3;

  private static final int WIDE_MACHINES = 8;

  /** The table on which the follow-up's distributed error was a tenth above the centralised one. */
  private static final int CROWDED_DIMENSION = 90;

  private static final int CROWDED_ROWS = 1449;

  /** Rows of a machine that sends no more than its model and its experts' moments. */
  private static final int ENOUGH = 3200;

  private FollowUp() {}

  static List<Experiment> experiments(Size size) {
    return List.of(
        crowded(size),
        Plan.of(
            "fewer-local-experts",
            "Local models of three experts for a global one of five (simulate --kind balanced)",
            FollowUp::expertsOf,
            fewer(size.middle()).map(setting -> setting.withSupport(size.support())),
            size.others()),
        Plan.of(
            "ten-experts",
            "40 covariates, 10 experts (simulate --kind balanced)",
            setting -> setting.machines() + " machines",
            size.machines().stream()
                .limit(2)
                .map(m -> Setting.of("balanced", size.middle(), m))
                .map(setting -> setting.withDimension(40).withExperts(10))
                .map(setting -> setting.withSupport(size.support())),
            size.others()),
        Plan.of(
            "federated",
            "Five rounds of federated averaging beside the reduction",
            setting -> "%s, %s".formatted(setting.kind(), setting.sizes().label()),
            federated(size.fewest()).map(setting -> setting.withSupport(size.support())),
            size.others()),
        Plan.of(
            "divergences",
            "Divergences that the reduction may minimise",
            setting -> setting.method().label(),
            Stream.of(
                    Method.DEFAULT,
                    Method.W2,
                    Method.REVERSE,
                    Method.POINTWISE,
                    Method.POINTWISE_W2,
                    Method.POINTWISE_REVERSE)
                .map(
                    m ->
                        Setting.of("paper", size.fewest(), SOME).withSupport(Plan.SUPPORT).with(m)),
            size.others()),
        Plan.of(
            "dimensions",
            "More covariates, of dense and of sparse truths",
            setting ->
                "%d, %s, %s"
                    .formatted(setting.dimension(), setting.kind(), setting.method().label()),
            size.dimensions().stream().flatMap(d -> dimensions(size, d)),
            size.others()),
        Plan.of(
            Limits.EXPERIMENT,
            "Costs of the stages over rows and machines",
            setting -> "%,d rows, %d machines".formatted(setting.rows(), setting.machines()),
            size.limitRows().stream().flatMap(n -> limits(size, n)),
            size.others()));
  }

  private static Stream<Setting> limits(Size size, int rows) {
    return size.limitMachines().stream()
        .filter(m -> rows >= ENOUGH * m)
        .map(m -> Setting.of("paper", rows, m).withSupport(size.support()))
        .map(setting -> setting.withSizes(MachineSizes.FILES).with(Method.TIMED));
  }

  private static Experiment crowded(Size size) {
    int rows = CROWDED_ROWS * size.crowded();
    Stream<Setting> settings =
        size.truths().stream()
            .map(kind -> Setting.of(kind, rows, size.crowded()).withDimension(CROWDED_DIMENSION))
            .map(setting -> setting.withSupport(size.support()))
            .flatMap(FollowUp::crowded);
    return Plan.of(
        "few-rows",
        "%d covariates, %d rows a machine, %d machines"
            .formatted(CROWDED_DIMENSION, CROWDED_ROWS, size.crowded()),
        setting ->
            "%s, %s, %s".formatted(setting.kind(), setting.start(), setting.method().label()),
        settings,
        size.others());
  }

  private static Stream<Setting> crowded(Setting pilot) {
    Setting own = pilot.withStart("own");
    return Stream.of(pilot, pilot.with(Method.LASSO), own, own.with(Method.PASSES));
  }

  private static Stream<Setting> fewer(int rows) {
    Setting setting = Setting.of("balanced", rows, CIRCLE).withStart("own");
    return Stream.of(MachineSizes.EQUAL, MachineSizes.THREE_EXPERTS)
        .map(setting::withSizes)
        .flatMap(of -> Stream.of(of, of.withLocalExperts(FEWER)));
  }

  private static String expertsOf(Setting setting) {
    String rows =
        setting.sizes() == MachineSizes.EQUAL ? "rows of all experts" : "rows of three experts";
    return "K = %d, %s".formatted(setting.local(), rows);
  }

  private static Stream<Setting> federated(int rows) {
    Setting paper = Setting.of("paper", rows, SOME).with(Method.FEDERATED);
    return Stream.of(
        paper,
        paper.withSizes(MachineSizes.SKEWED),
        Setting.of("severe", rows, SOME).with(Method.FEDERATED));
  }

  private static Stream<Setting> dimensions(Size size, int d) {
    return size.truths().stream()
        .map(kind -> Setting.of(kind, size.wide() * WIDE_MACHINES, WIDE_MACHINES).withDimension(d))
        .map(setting -> setting.withSupport(size.support()))
        .flatMap(setting -> Stream.of(setting, setting.with(Method.LASSO)));
  }
}
