package org.dmoe.paper;

import java.util.List;
import java.util.Optional;

/** All experiments as one HTML page that asks for nothing from elsewhere. */
final class PaperPage {

  private static final String STYLE =
      """
      body { font-family: sans-serif; margin: 2em auto; max-width: 1420px; padding: 0 1em; }
      .figures { display: flex; flex-wrap: wrap; gap: .5em; }
      table { border-collapse: collapse; font-size: .8em; margin: 1em 0; display: block; overflow-x: auto; }
      th, td { padding: .2em .6em; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
      th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left; }
      """;

  /** Chamroukhi and Pham, arXiv 2312.09877: numbers to read the figures by. */
  private static final Table PUBLISHED =
      new Table(
          List.of("published", "of what", "centralised", "distributed"),
          List.of(
              List.of("arXiv 2312.09877", "minutes, N = 10^6, 128 machines", "57.32", "6.32"),
              List.of("arXiv 2312.09877", "RPE, N = 10^6, 128 machines", "1.03 %", "1.45 %"),
              List.of(
                  "its follow-up", "RMSE, Beijing (federated average 17.80)", "17.98", "18.07")));

  private final StringBuilder out = new StringBuilder();

  private PaperPage() {}

  /**
   * @param beside other programs; empty where none was run
   */
  static String of(List<Shown> experiments, Optional<Table> beside) {
    return new PaperPage().page(experiments, beside);
  }

  private String page(List<Shown> experiments, Optional<Table> beside) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<title>DMoE: the experiments of arXiv 2312.09877</title>\n")
        .append("<style>\n" + STYLE + "</style>\n</head>\n<body>\n")
        .append("<h1>The experiments of arXiv 2312.09877</h1>\n");
    paragraph(
        "Means over replicates; bars and brackets are standard deviations. The same global fit stands beside all settings of its rows. Costs to the truth are means over 1000 rows, all other scores over 20,000 test rows.");
    paragraph(
        "Seconds are of this machine: of the slowest local fit alone, and of the whole run, whose machines share its processors.");
    out.append(PUBLISHED.html()).append("<nav><ul>\n");
    for (Shown shown : experiments) {
      out.append(
          "<li><a href=\"#%s\">%s</a></li>%n"
              .formatted(shown.experiment().name(), Svg.escape(shown.experiment().title())));
    }
    out.append("</ul></nav>\n");
    experiments.forEach(this::section);
    beside.ifPresent(
        table -> out.append("<h2>One local fit beside other programs</h2>\n" + table.html()));
    return out.append("</body>\n</html>\n").toString();
  }

  private void section(Shown shown) {
    out.append(
        "<section id=\"%s\">%n<h2>%s</h2>%n"
            .formatted(shown.experiment().name(), Svg.escape(shown.experiment().title())));
    paragraph("Replicates: " + shown.experiment().replicates());
    if (shown.isEmpty()) {
      paragraph("Not run.");
    } else {
      out.append("<div class=\"figures\">\n");
      Figures.of(shown).values().forEach(out::append);
      out.append("</div>\n");
      if (shown.experiment().name().equals(PaperExperiments.OBJECTIVE)) {
        paragraph(
            shown.neverRises()
                ? "It never rises in any replicate."
                : "It rises in some replicate, which it must not.");
      }
      out.append(Table.of(shown).html());
      if (shown.experiment().name().equals(Limits.EXPERIMENT)) {
        paragraph(
            "Fitted costs: fixed + a part for each row + a part for each machine. All processors of this machine work on a stage at once; the aggregation is one task.");
        out.append(Limits.of(shown).table().html());
      }
    }
    out.append("</section>\n");
  }

  private void paragraph(String text) {
    out.append("<p>" + Svg.escape(text) + "</p>\n");
  }
}
