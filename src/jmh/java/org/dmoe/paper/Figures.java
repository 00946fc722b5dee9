package org.dmoe.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pictures of an experiment, by the names of their files. */
final class Figures {

  private Figures() {}

  static Map<String, String> of(Shown shown) {
    Map<String, String> figures = new LinkedHashMap<>();
    if (shown.experiment().name().equals(PaperExperiments.OBJECTIVE)) {
      figures.put("objective", objective(shown).svg());
      return figures;
    }
    for (Metric metric : shown.metrics()) {
      figures.put(shown.experiment().name() + "-" + metric.column(), plot(shown, metric).svg());
    }
    return figures;
  }

  private static Plot plot(Shown shown, Metric metric) {
    List<Plot.Series> series = new ArrayList<>();
    shown
        .values()
        .forEach(
            (model, places) ->
                series.add(
                    new Plot.Series(
                        model,
                        CellRun.models().indexOf(model),
                        places.stream()
                            .map(place -> place.getOrDefault(metric, Summary.of(List.of())))
                            .toList())));
    series.removeIf(one -> one.values().stream().noneMatch(Summary::isKnown));
    return new Plot(
        metric.title(), shown.experiment().across(), shown.at(), series, metric.isLogarithmic());
  }

  /** A line a replicate. */
  private static Plot objective(Shown shown) {
    int longest = shown.objectives().stream().mapToInt(List::size).max().orElse(0);
    List<Plot.Series> series = new ArrayList<>();
    for (List<Double> trace : shown.objectives()) {
      List<Summary> values =
          IntStream.range(0, longest)
              .mapToObj(i -> Summary.of(i < trace.size() ? List.of(trace.get(i)) : List.of()))
              .toList();
      series.add(new Plot.Series("replicate " + (series.size() + 1), series.size(), values));
    }
    List<String> at = IntStream.range(0, longest).mapToObj(String::valueOf).toList();
    return new Plot("R_c to the local models", "iteration", at, series, true);
  }
}
