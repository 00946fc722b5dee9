package org.dmoe.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An experiment with what came of it: for each place of its axis and each model the metrics' means.
 *
 * @param experiment the experiment
 * @param at places of the axis, a setting each
 * @param values by model, place and metric, in the order of {@link CellRun#models()}
 * @param objectives traces of the replicates of the first setting
 */
record Shown(
    Experiment experiment,
    List<String> at,
    Map<String, List<Map<Metric, Summary>>> values,
    List<List<Double>> objectives) {

  static Shown of(Experiment experiment, Results results) throws IOException {
    int replicates = experiment.replicates();
    Map<String, List<Map<Metric, Summary>>> values = new LinkedHashMap<>();
    for (String model : CellRun.models()) {
      List<Map<Metric, Summary>> places = new ArrayList<>();
      for (Setting setting : experiment.settings()) {
        Setting where = model.equals(CellRun.GLOBAL) ? setting.global() : setting;
        places.add(metrics(results, where, replicates, model));
      }
      if (places.stream().anyMatch(place -> !place.isEmpty())) {
        values.put(model, places);
      }
    }
    List<List<Double>> objectives = new ArrayList<>();
    for (int r = 1; r <= replicates; r++) {
      objectives.add(results.objectiveOf(new Cell(experiment.settings().get(0), r)));
    }
    objectives.removeIf(List::isEmpty);
    List<String> at = experiment.settings().stream().map(experiment.at()).toList();
    return new Shown(experiment, at, values, objectives);
  }

  private static Map<Metric, Summary> metrics(
      Results results, Setting setting, int replicates, String model) throws IOException {
    Map<Metric, Summary> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      Summary summary = Summary.of(results, setting, replicates, model, metric);
      boolean ofGlobal = model.equals(CellRun.GLOBAL) && !metric.isStored();
      if (summary.isKnown() && !ofGlobal) {
        metrics.put(metric, summary);
      }
    }
    return metrics;
  }

  /** Metrics that some model has. */
  List<Metric> metrics() {
    return List.of(Metric.values()).stream().filter(this::has).toList();
  }

  private boolean has(Metric metric) {
    return values.values().stream().flatMap(List::stream).anyMatch(m -> m.containsKey(metric));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether the objective never rises, beyond rounding, in any replicate. */
  boolean neverRises() {
    for (List<Double> trace : objectives) {
      for (int i = 1; i < trace.size(); i++) {
        if (!(trace.get(i) <= trace.get(i - 1) * (1 + 1e-12))) {
          return false;
        }
      }
    }
    return true;
  }
}
