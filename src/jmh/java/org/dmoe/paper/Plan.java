package org.dmoe.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All experiments of a size. */
record Plan(List<Experiment> experiments) {

  static Plan of(Size size) {
    List<Experiment> experiments = new ArrayList<>(new PaperExperiments(size).all());
    experiments.addAll(new BeyondPaper(size).all());
    experiments.addAll(new FollowUp(size).all());
    return new Plan(List.copyOf(experiments));
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
