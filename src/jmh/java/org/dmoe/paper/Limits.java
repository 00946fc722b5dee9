package org.dmoe.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dmoe.paper.StageCost.Part;
import org.dmoe.paper.StageCost.Point;

/** Costs of the stages over rows and machines, and what they come to for many more of both. */
final class Limits {

  static final String EXPERIMENT = "limits";

  private static final double ROWS = 1e9;
  private static final double MACHINES = 1e5;

  private final List<StageCost> stages = new ArrayList<>();

  private Limits() {}

  static Limits of(Shown shown) {
    Limits limits = new Limits();
    List<Map<Metric, Summary>> measured = shown.values().getOrDefault(CellRun.REDUCTION, List.of());
    List<Part> rows = List.of(Part.FIXED, Part.ROWS);
    List<Part> machines = List.of(Part.FIXED, Part.MACHINES);
    limits.add(shown, measured, Metric.SAMPLE, rows);
    limits.add(shown, measured, Metric.LOCAL_SUM, List.of(Part.ROWS, Part.MACHINES));
    limits.add(shown, measured, Metric.FIT, List.of(Part.values()));
    limits.add(shown, measured, Metric.AGGREGATION, machines);
    limits.add(shown, measured, Metric.SCORE, List.of(Part.values()));
    limits.add(shown, measured, Metric.MODEL_BYTES, machines);
    return limits;
  }

  private void add(
      Shown shown, List<Map<Metric, Summary>> measured, Metric metric, List<Part> parts) {
    if (measured.isEmpty()) {
      return;
    }
    List<Point> points = StageCost.points(shown.experiment().settings(), measured, metric);
    if (points.size() >= parts.size()) {
      stages.add(StageCost.of(metric.title(), parts, points));
    }
  }

  /** A line a stage. */
  Table table() {
    List<String> header =
        List.of(
            "stage",
            "unit",
            "fixed",
            "per 10^6 rows",
            "per 1000 machines",
            "worst error of the fit, %",
            "10^9 rows, 10^5 machines");
    List<List<String>> lines = new ArrayList<>();
    for (StageCost stage : stages) {
      boolean bytes = stage.name().startsWith("bytes");
      lines.add(
          List.of(
              stage.name().replaceFirst("^(seconds, |bytes of )", ""),
              bytes ? "bytes" : "s",
              number(stage.fixed()),
              number(1e6 * stage.perRow()),
              number(1000 * stage.perMachine()),
              number(100 * stage.worst()),
              number(stage.of(ROWS, MACHINES))));
    }
    return new Table(header, lines);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
