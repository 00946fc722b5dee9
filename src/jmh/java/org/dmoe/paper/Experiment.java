package org.dmoe.paper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Settings that are shown together.
 *
 * @param name by which the user asks for it
 * @param title of its figures
 * @param across name of what differs between settings
 * @param at its value in a setting
 * @param settings of distributed fits; each is shown beside the centralised fit of its rows
 * @param replicates of each setting
 */
record Experiment(
    String name,
    String title,
    String across,
    Function<Setting, String> at,
    List<Setting> settings,
    int replicates) {

  Experiment {
    settings = List.copyOf(settings);
  }

  /** With the size's number of replicates. */
  static Experiment of(
      Size size,
      String name,
      String title,
      String across,
      Function<Setting, String> at,
      Stream<Setting> settings) {
    return new Experiment(name, title, across, at, settings.toList(), size.replicates());
  }

  List<Cell> cells() {
    Set<Setting> all = new LinkedHashSet<>();
    settings.forEach(setting -> all.add(setting.global()));
    all.addAll(settings);
    List<Cell> cells = new ArrayList<>();
    for (int r = 1; r <= replicates; r++) {
      for (Setting setting : all) {
        cells.add(new Cell(setting, r));
      }
    }
    return cells;
  }
}
