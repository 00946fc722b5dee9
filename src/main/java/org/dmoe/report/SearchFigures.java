package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.MmStartRecord;

/** How the model was found: the number of experts, the aggregation, its objectives. */
final class SearchFigures {

  private static final List<String> CRITERIA = List.of("bic", "aic", "icl");

  private final RunContents run;

  SearchFigures(RunContents run) {
    this.run = run;
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    JsonNode experts = run.run().path("experts");
    if (!experts.isMissingNode()) {
      figures.add(experts(experts));
    }
    if (run.run().path("lasso").isObject()) {
      figures.add(votes(run.run().path("lasso")));
    }
    run.model().aggregation().ifPresent(aggregation -> add(aggregation, figures));
    if (run.passes().size() > 1) {
      figures.add(passes(run.passes()));
    }
    return new Section("How it was found", figures);
  }

  private void add(AggregationRecord aggregation, List<Figure> figures) {
    figures.add(starts(aggregation));
    if (aggregation.getObjectiveTrace().size() > 1) {
      figures.add(
          trace(
              "Transport objective",
              "Mean transport cost between local models and the global one, which never rises.",
              aggregation.getObjectiveTrace()));
    }
    if (aggregation.getLikelihoodTrace().size() > 1) {
      figures.add(
          trace(
              "Likelihood reduction",
              "Mean log-density of the local models' responses, in nats a row, which never falls.",
              aggregation.getLikelihoodTrace()));
    }
  }

  private static Figure experts(JsonNode experts) {
    List<Double> numbers = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode candidate : experts.path("candidates")) {
      numbers.add(candidate.path("experts").asDouble());
      rows.add(row(candidate, experts.path("best").asInt()));
    }
    List<Chart.Series> series = new ArrayList<>();
    for (String criterion : CRITERIA) {
      List<Double> values = new ArrayList<>();
      experts.path("candidates").forEach(c -> values.add(c.path(criterion).asDouble()));
      double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
      series.add(
          new Chart.Series(
              criterion.toUpperCase(Locale.ROOT), values.stream().map(v -> v - least).toList()));
    }
    return Figure.of(
        "Number of experts",
        "Each criterion above its smallest value; chosen by %s: %d."
            .formatted(experts.path("criterion").asText(), experts.path("best").asInt()),
        new Chart(Chart.Kind.LINES, "experts", numbers, "above the smallest", series),
        new DataTable(
            List.of(
                "experts",
                "parameters",
                "log-likelihood",
                "BIC",
                "AIC",
                "ICL",
                "one-to-one machines",
                "held out a row",
                "standard error"),
            rows));
  }

  private static List<String> row(JsonNode candidate, int best) {
    int experts = candidate.path("experts").asInt();
    List<String> row = new ArrayList<>();
    row.add(experts + (experts == best ? " *" : ""));
    row.add(candidate.path("parameters").asText());
    for (String column : List.of("logLikelihood", "bic", "aic", "icl")) {
      row.add(String.format(Locale.ROOT, "%.2f", candidate.path(column).asDouble()));
    }
    row.add(candidate.path("oneToOneMachines").asText("–"));
    JsonNode heldOut = candidate.path("heldOut");
    row.add(Text.number(heldOut.path("meanLogLikelihood").asDouble(Double.NaN)));
    row.add(Text.number(heldOut.path("standardError").asDouble(Double.NaN)));
    return row;
  }

  private static Figure votes(JsonNode lasso) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode vote : lasso.path("votes")) {
      rows.add(
          List.of(
              vote.path("term").asText(),
              vote.path("part").asText(),
              vote.path("machines").asText(),
              Text.number(vote.path("share").asDouble()),
              vote.path("kept").asBoolean() ? "kept" : "–"));
    }
    return Figure.of(
        "Votes on terms",
        "%s; a term is kept if machines with %s of the rows chose it."
            .formatted(
                lasso.path("summary").asText(), Text.number(lasso.path("leastShare").asDouble())),
        new DataTable(List.of("term", "part", "machines", "share of the rows", "vote"), rows));
  }

  private static Figure starts(AggregationRecord aggregation) {
    List<List<String>> rows = new ArrayList<>();
    for (MmStartRecord start : aggregation.getStarts()) {
      rows.add(
          List.of(
              start.getName(),
              Text.number(start.getFirstObjective()),
              Text.number(start.getLastObjective()),
              Integer.toString(start.getIterations()),
              start.getNote()));
    }
    return Figure.of(
        "Starts of the aggregation",
        "Where each start of the %s began and ended; the lowest end is kept."
            .formatted(aggregation.getAggregator()),
        new DataTable(List.of("start", "objective", "ended at", "iterations", "note"), rows));
  }

  private static Figure passes(List<Double> values) {
    List<Double> passes =
        IntStream.rangeClosed(1, values.size()).mapToObj(i -> (double) i).toList();
    String up = "log-likelihood a row";
    return Figure.of(
        "Log-likelihood by pass",
        "Of all training rows, in nats a row, at the model that each pass looked at; a step that was too"
            + " long shows as a fall and is taken back.",
        new Chart(Chart.Kind.LINES, "pass", passes, up, List.of(new Chart.Series(up, values))));
  }

  private static Figure trace(String title, String note, List<Double> values) {
    List<Double> iterations = IntStream.range(0, values.size()).mapToObj(i -> (double) i).toList();
    return Figure.of(
        title,
        note,
        new Chart(
            Chart.Kind.LINES,
            "iteration",
            iterations,
            "objective",
            List.of(new Chart.Series("objective", values))));
  }
}
