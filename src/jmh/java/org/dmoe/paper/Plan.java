package org.dmoe.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** All experiments of a size. Another experiment is another entry of {@link #of(Size)}. */
record Plan(List<Experiment> experiments) {

  /** Machines of the experiments that are not about their number. */
  private static final int SOME = 16;

  private static final int STATIONS = 12;

  /** Pointwise plans of more rows take minutes. */
  static final int SUPPORT = 3000;

  static Plan of(Size size) {
    List<Experiment> experiments = new ArrayList<>(ofThePaper(size));
    experiments.addAll(ofItsReaders(size));
    experiments.addAll(FollowUp.experiments(size));
    return new Plan(List.copyOf(experiments));
  }

  private static List<Experiment> ofThePaper(Size size) {
    return List.of(
        overMachines("machines-most", size.most(), size.machines(), size.replicates()),
        new Experiment(
            "rows",
            "%d machines, over the number of rows".formatted(size.mostMachines()),
            "rows",
            setting -> "" + setting.rows(),
            size.rows().stream().map(n -> paper(n, size.mostMachines())).toList(),
            size.replicates()),
        overMachines("machines-fewest", size.fewest(), size.machines(), size.replicates()),
        overMachines("machines-middle", size.middle(), size.machines(), size.replicates()),
        new Experiment(
            "objective",
            "The objective of the paper's reduction, iteration by iteration",
            "machines",
            setting -> "" + setting.machines(),
            List.of(paper(size.fewest(), SOME).withSupport(SUPPORT).with(Method.POINTWISE)),
            size.replicates()));
  }

  private static List<Experiment> ofItsReaders(Size size) {
    return List.of(
        new Experiment(
            "many-machines",
            "%,d rows on more and more machines".formatted(size.most()),
            "machines",
            setting -> "" + setting.machines(),
            size.many().stream()
                .map(m -> paper(size.most(), m).withSupport(size.support()).with(Method.TIMED))
                .toList(),
            size.others()),
        of(
            "support",
            "Rows of the supporting sample",
            setting -> "%d, %s".formatted(setting.support(), setting.start()),
            size.supports().stream().flatMap(s -> supports(size, s)),
            size.others()),
        of(
            "starts",
            "Starts of the local fits, bad ones on purpose too",
            Setting::start,
            Stream.concat(
                    Stream.of("pilot", "own"), Stream.of(BadStart.values()).map(BadStart::label))
                .map(
                    start ->
                        paper(size.fewest(), SOME).withSupport(size.support()).withStart(start)),
            size.others()),
        of(
            "unequal",
            "Machines of unequal sizes",
            setting -> setting.sizes().label(),
            MachineSizes.OF_ROWS.stream()
                .map(
                    sizes ->
                        paper(size.middle(), SOME).withSupport(size.support()).withSizes(sizes)),
            size.others()),
        of(
            "rare-expert",
            "A rare expert (simulate --kind severe)",
            setting -> setting.machines() + " machines",
            size.machines().stream()
                .map(m -> Setting.of("severe", size.middle(), m))
                .map(setting -> setting.withSupport(size.support())),
            size.others()),
        new Experiment(
            "beijing",
            "Twelve stations of Beijing, the quickstart's table",
            "machines",
            setting -> "" + setting.machines(),
            List.of(Setting.of(Setting.BEIJING, 0, STATIONS)),
            1));
  }

  private static Stream<Setting> supports(Size size, int rows) {
    Setting setting = paper(size.fewest(), SOME).withSupport(rows).with(Method.TIMED);
    return Stream.of(setting, setting.withStart("own"));
  }

  private static Experiment overMachines(
      String name, int rows, List<Integer> machines, int replicates) {
    String title = "%,d rows, over the number of machines".formatted(rows);
    List<Setting> settings = machines.stream().map(m -> paper(rows, m)).toList();
    return new Experiment(name, title, "machines", s -> "" + s.machines(), settings, replicates);
  }

  static Experiment of(
      String name,
      String title,
      Function<Setting, String> at,
      Stream<Setting> settings,
      int replicates) {
    return new Experiment(name, title, name, at, settings.toList(), replicates);
  }

  private static Setting paper(int rows, int machines) {
    return Setting.of("paper", rows, machines);
  }

  /**
   * @param names of the experiments wanted; all if empty
   * @throws IllegalArgumentException if there is none of a name
   */
  Plan only(List<String> names) {
    List<String> known = experiments.stream().map(Experiment::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "--only %s: no such experiment; there are %s"
                .formatted(name, String.join(", ", known)));
      }
    }
    return names.isEmpty()
        ? this
        : new Plan(experiments.stream().filter(e -> names.contains(e.name())).toList());
  }

  /** What is to be run, each once, cells of the same rows one after another. */
  List<Cell> cells() {
    Set<Cell> cells = new LinkedHashSet<>();
    experiments.forEach(experiment -> cells.addAll(experiment.cells()));
    List<Cell> ordered = new ArrayList<>(cells);
    List<String> data = ordered.stream().map(Cell::dataKey).distinct().toList();
    ordered.sort(Comparator.comparingInt(cell -> data.indexOf(cell.dataKey())));
    return ordered;
  }
}
