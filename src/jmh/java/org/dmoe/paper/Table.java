package org.dmoe.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An experiment as a table of text: a line for each place and model, a column a metric. */
record Table(List<String> header, List<List<String>> rows) {

  /** Of standard deviations. */
  private static final int DIGITS = 4;

  static Table of(Shown shown) {
    List<Metric> metrics = shown.metrics();
    List<String> header = new ArrayList<>(List.of(shown.experiment().across(), "model"));
    metrics.forEach(metric -> header.add(metric.title()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < shown.at().size(); i++) {
      for (Map.Entry<String, List<Map<Metric, Summary>>> model : shown.values().entrySet()) {
        Map<Metric, Summary> known = model.getValue().get(i);
        if (known.isEmpty()) {
          continue;
        }
        List<String> row = new ArrayList<>(List.of(shown.at().get(i), model.getKey()));
        for (Metric metric : metrics) {
          row.add(text(known.get(metric), metric.digits()));
        }
        rows.add(row);
      }
    }
    return new Table(header, rows);
  }

  /** Mean and, in brackets, the standard deviation. */
  private static String text(Summary summary, int digits) {
    if (summary == null) {
      return "";
    }
    String mean = number(summary.mean(), digits);
    return summary.number() == 1
        ? mean
        : "%s (%s)".formatted(mean, number(summary.deviation(), DIGITS));
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "g", value);
  }

  /** A table of booktabs' rules; a label to refer to. */
  String latex(String caption, String label) {
    StringBuilder out = new StringBuilder();
    out.append("\\begin{table}\n\\caption{%s}\n\\label{tab:%s}\n".formatted(tex(caption), label));
    out.append("\\begin{tabular}{ll%s}\n\\toprule\n".formatted("r".repeat(header.size() - 2)));
    out.append(line(header)).append("\\midrule\n");
    rows.forEach(row -> out.append(line(row)));
    return out.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
  }

  private static String line(List<String> cells) {
    return String.join(" & ", cells.stream().map(Table::tex).toList()) + " \\\\\n";
  }

  private static String tex(String text) {
    return text.replaceAll("([_%&#$])", "\\\\$1");
  }

  String html() {
    StringBuilder out = new StringBuilder("<table>\n<thead><tr>");
    header.forEach(cell -> out.append("<th scope=\"col\">" + Svg.escape(cell) + "</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr>");
      row.forEach(cell -> out.append("<td>" + Svg.escape(cell) + "</td>"));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table>\n").toString();
  }
}
