package org.dmoe.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reports as one HTML page that asks for nothing from elsewhere: styles, data and the library of
 * charts are in it, and its tables can be read without scripts.
 */
public final class ReportPage {

  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";

  /** A page that may ask for nothing. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  /** Columns of a table beyond which its figure takes the whole width. */
  private static final int MOST_BESIDE_A_CHART = 6;

  private static final int MOST_ALONE = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Chart> charts = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  private ReportPage() {}

  /**
   * @param reports of one run, or of several, one after the other
   * @return the page, UTF-8 to be
   */
  public static String of(List<Report> reports) {
    return new ReportPage().page(reports);
  }

  private String page(List<Report> reports) {
    String title = "DMoE: " + String.join(", ", reports.stream().map(Report::name).toList());
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<link rel=\"icon\" href=\"data:,\">\n")
        .append(Html.element("title", title))
        .append("\n<style>\n" + resource("page.css") + "</style>\n</head>\n<body>\n");
    if (reports.size() > 1) {
      sideBySide(reports);
    }
    for (int r = 0; r < reports.size(); r++) {
      report(reports.get(r), "run" + (r + 1));
    }
    out.append("<script type=\"application/json\" id=\"charts\">" + data() + "</script>\n")
        .append("<script>\n" + resource(LIBRARY) + "\n</script>\n")
        .append("<script>\n" + resource("charts.js") + "</script>\n</body>\n</html>\n");
    return out.toString();
  }

  /** What runs are compared by, a line each, and the way to each. */
  private void sideBySide(List<Report> reports) {
    out.append("<header>\n").append(Html.element("h1", reports.size() + " runs side by side"));
    Set<String> names = new LinkedHashSet<>();
    reports.forEach(report -> names.addAll(report.facts().keySet()));
    List<String> header = new ArrayList<>(List.of("run"));
    header.addAll(names);
    List<List<String>> rows = new ArrayList<>();
    for (Report report : reports) {
      List<String> row = new ArrayList<>(List.of(report.name()));
      names.forEach(name -> row.add(report.facts().getOrDefault(name, "")));
      rows.add(row);
    }
    out.append('\n').append(Html.table(new DataTable(header, rows)));
    out.append("<nav aria-label=\"Runs\">\n");
    for (int r = 0; r < reports.size(); r++) {
      String name = Html.escape(reports.get(r).name());
      out.append("<a href=\"#run%d\">%s</a>\n".formatted(r + 1, name));
    }
    out.append("</nav>\n</header>\n");
  }

  private void report(Report report, String id) {
    out.append("<main id=\"" + id + "\">\n").append(Html.element("h1", report.name())).append('\n');
    out.append(Html.list(" class=\"headlines\"", report.headlines()));
    if (!report.warnings().isEmpty()) {
      out.append("<div class=\"warnings\"><strong>Warnings</strong>\n")
          .append(Html.list("", report.warnings()))
          .append("</div>\n");
    }
    out.append("<nav aria-label=\"Sections\">\n");
    for (int s = 0; s < report.sections().size(); s++) {
      out.append(
          "<a href=\"#%s-%d\">%s</a>\n"
              .formatted(id, s, Html.escape(report.sections().get(s).title())));
    }
    out.append("</nav>\n");
    for (int s = 0; s < report.sections().size(); s++) {
      section(report.sections().get(s), id + "-" + s);
    }
    out.append("</main>\n");
  }

  private void section(Section section, String id) {
    out.append("<section id=\"" + id + "\">\n").append(Html.element("h2", section.title()));
    out.append("\n<div class=\"figures\">\n");
    section.figures().forEach(this::figure);
    out.append("</div>\n</section>\n");
  }

  private void figure(Figure figure) {
    int columns = figure.table().header().size();
    boolean wide = columns > (figure.chart().isPresent() ? MOST_BESIDE_A_CHART : MOST_ALONE);
    out.append(wide ? "<figure class=\"wide\">\n" : "<figure>\n");
    out.append("<figcaption>").append(Html.element("h3", figure.title()));
    out.append(Html.element("p", figure.note())).append("</figcaption>\n");
    if (figure.chart().isEmpty()) {
      out.append(Html.table(figure.table())).append("</figure>\n");
      return;
    }
    out.append(
        "<div class=\"chart\" data-chart=\"%d\" role=\"img\" aria-label=\"%s\"></div>\n"
            .formatted(charts.size(), Html.escape(figure.title())));
    charts.add(figure.chart().get());
    out.append("<details><summary>Table</summary>\n").append(Html.table(figure.table()));
    out.append("</details>\n</figure>\n");
  }

  /** JSON in which no text can end the script it is in. */
  private String data() {
    try {
      return JSON.writeValueAsString(charts).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
