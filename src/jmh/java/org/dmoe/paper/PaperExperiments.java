package org.dmoe.paper;

import java.util.List;
import java.util.stream.Stream;

/** Experiments of the paper itself. */
final class PaperExperiments {

  static final String OBJECTIVE = "objective";

  /** Rows of the supporting sample by a pointwise plan; with more it takes minutes. */
  static final int POINTWISE_SUPPORT = 3000;

  private final Size size;

  PaperExperiments(Size size) {
    this.size = size;
  }

  List<Experiment> all() {
    return List.of(
        overMachines("machines-most", size.most()),
        overRows(),
        overMachines("machines-fewest", size.fewest()),
        overMachines("machines-middle", size.middle()),
        objective());
  }

  private Experiment overMachines(String name, int rows) {
    String title = "%,d rows, over the number of machines".formatted(rows);
    Stream<Setting> settings = size.machines().stream().map(m -> size.setting("paper", rows, m));
    return Experiment.of(size, name, title, "machines", s -> "" + s.machines(), settings);
  }

  private Experiment overRows() {
    int machines = size.mostMachines();
    return Experiment.of(
        size,
        "rows",
        "%d machines, over the number of rows".formatted(machines),
        "rows",
        setting -> "" + setting.rows(),
        size.rows().stream().map(n -> size.setting("paper", n, machines)));
  }

  private Experiment objective() {
    return Experiment.of(
        size,
        OBJECTIVE,
        "The objective of the paper's reduction, iteration by iteration",
        "machines",
        setting -> "" + setting.machines(),
        Stream.of(Method.POINTWISE)
            .map(size.setting("paper", size.fewest(), Size.SOME)::with)
            .map(setting -> setting.withSupport(POINTWISE_SUPPORT)));
  }
}
