package org.dmoe.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.MmStartRecord;

/** How a global model came about, for the console. */
final class AggregationText {

  private static final int MOST_LOCALS = 10;

  /** Rejected ones, then those that are farthest from the global model. */
  private static final Comparator<LocalShareRecord> WORST_FIRST =
      Comparator.comparingDouble(
          local -> Double.isNaN(local.getCost()) ? Double.NEGATIVE_INFINITY : -local.getCost());

  private AggregationText() {}

  static String of(StoredModel model) {
    AggregationRecord aggregation = model.aggregation().orElseThrow();
    StringBuilder text = new StringBuilder();
    text.append(locals(aggregation));
    if (aggregation.getLocals().size() == 1) {
      return text.append("; the global model is that of the only machine").toString();
    }
    text.append("\n\n");
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
    if (locals.size() == 1) {
      return count;
    }
    TextTable table = new TextTable("local model", "share", "cost to global", "status");
    locals.stream()
        .sorted(WORST_FIRST)
        .limit(MOST_LOCALS)
        .map(AggregationText::row)
        .forEach(table::row);
    int rest = locals.size() - MOST_LOCALS;
    String more = rest > 0 ? "\n... and %d more, of smaller cost".formatted(rest) : "";
    return count + (rest > 0 ? "; the worst:" : "") + "\n\n" + table + more;
  }

  private static List<String> row(LocalShareRecord local) {
    String cost =
        Double.isNaN(local.getCost()) ? "-" : String.format(Locale.ROOT, "%.4g", local.getCost());
    String share = String.format(Locale.ROOT, "%.4f", local.getShare());
    String note = local.getNote().isEmpty() ? "" : ": " + local.getNote();
    return List.of(local.getId(), share, cost, local.getStatus() + note);
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
