package org.dmoe.cli;

import java.util.List;
import java.util.Locale;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.MmStartRecord;

/** How a global model came about, for the console. */
final class AggregationText {

  private static final int MOST_LOCALS = 32;

  private AggregationText() {}

  static String of(StoredModel model) {
    AggregationRecord aggregation = model.aggregation().orElseThrow();
    StringBuilder text = new StringBuilder();
    text.append(locals(aggregation)).append("\n\n");
    text.append(starts(aggregation)).append("\n\n");
    return text.append(cost(model)).toString();
  }

  /** Where the objective began and ended. */
  static String cost(StoredModel model) {
    AggregationRecord aggregation = model.aggregation().orElseThrow();
    List<Double> trace = aggregation.getObjectiveTrace();
    return String.format(
            Locale.ROOT,
            "objective (%s, mean over the supporting sample): %.6g -> %.6g in %d iterations%s",
            objective(model),
            trace.get(0),
            trace.get(trace.size() - 1),
            trace.size() - 1,
            aggregation.getConverged() ? "" : ", NOT CONVERGED")
        + likelihood(aggregation.getLikelihoodTrace());
  }

  private static String likelihood(List<Double> trace) {
    return trace.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "\nlikelihood reduction (nats a row of the supporting sample): %.6f -> %.6f in %d iterations",
            trace.get(0),
            trace.get(trace.size() - 1),
            trace.size() - 1);
  }

  private static String objective(StoredModel model) {
    boolean component = "COMPONENT".equals(model.provenance().get("plan"));
    return component ? "R_c by the component-wise plan, at least R_c" : "R_c";
  }

  private static String locals(AggregationRecord aggregation) {
    List<LocalShareRecord> locals = aggregation.getLocals();
    long used = locals.stream().filter(l -> l.getStatus().equals("USED")).count();
    String count = "local models: %d used, %d rejected".formatted(used, locals.size() - used);
    TextTable table = new TextTable("local model", "share", "cost to global", "status");
    int shown = 0;
    for (LocalShareRecord local : locals) {
      if (shown < MOST_LOCALS || !local.getStatus().equals("USED")) {
        table.row(
            local.getId(),
            String.format(Locale.ROOT, "%.4f", local.getShare()),
            Double.isNaN(local.getCost())
                ? "-"
                : String.format(Locale.ROOT, "%.4g", local.getCost()),
            local.getNote().isEmpty()
                ? local.getStatus()
                : local.getStatus() + ": " + local.getNote());
        shown++;
      }
    }
    String rest = shown < locals.size() ? "\n... and " + (locals.size() - shown) + " more" : "";
    return count + "\n\n" + table + rest;
  }

  private static String starts(AggregationRecord aggregation) {
    TextTable table =
        new TextTable("start of the aggregation", "objective", "ended at", "iterations");
    for (MmStartRecord start : aggregation.getStarts()) {
      table.row(
          start.getName(),
          String.format(Locale.ROOT, "%.6g", start.getFirstObjective()),
          String.format(Locale.ROOT, "%.6g", start.getLastObjective()),
          Integer.toString(start.getIterations()));
    }
    return table.toString();
  }
}
