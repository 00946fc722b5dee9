package org.dmoe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static String page(String column) throws IOException {
    return ReportPage.of(List.of(Report.of(Runs.of(column))));
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @Test
  void theFirstLinesSayWhatWasLearntHowGoodItIsAndWhatToWorryAbout() throws IOException {
    assertThat(Report.of(Runs.of("carat")).headlines())
        .hasSize(5)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .isEqualTo(
                      "y is described by 3 experts over 3 features, learnt from 1,234,567 rows on 3"
                          + " machines.");
              assertThat(lines.get(1)).contains("carat", "cut");
              assertThat(lines.get(2)).contains("4,000 test rows", "75.0 %", "RMSE 2", "-1.5");
              assertThat(lines.get(3)).contains("middle", "worse by 0.25");
              assertThat(lines.get(4)).isEqualTo("There is 1 warning, below.");
            });
  }

  @Test
  void everyPictureHasItsTable() throws IOException {
    String page = page("carat");

    long pictures = count(page, "<div class=\"chart\"");
    assertThat(pictures).isGreaterThanOrEqualTo(12);
    assertThat(count(page, "<figure")).isEqualTo(count(page, "<table>"));
    assertThat(count(page, "<details><summary>Table")).isEqualTo(pictures);
    for (String title :
        List.of(
            "Which columns matter",
            "y along carat",
            "Which expert, along cut",
            "Models on the test rows",
            "Probability integral transform",
            "Reliability of predictive intervals",
            "Shares of the experts",
            "Gate: slopes",
            "Distance of each local model from the global one",
            "Transport plan",
            "Log-likelihood by pass",
            "Observed against predicted",
            "Residuals by machine",
            "Responsibilities of expert 3",
            "Number of experts",
            "Starts of the aggregation",
            "Transport objective",
            "Likelihood reduction",
            "Stages",
            "Options",
            "Inputs")) {
      assertThat(page).contains("<h3>" + title + "</h3>");
    }
  }

  @Test
  void effectsAndCoefficientsWithTheirErrorsComeFirst() throws IOException {
    Report report = Report.of(Runs.of("carat"));

    List<Figure> figures = report.sections().get(0).figures();
    assertThat(figures)
        .extracting(Figure::title)
        .containsExactly("Average effects on the mean of y", "Coefficients");
    DataTable coefficients = figures.get(1).table();
    assertThat(coefficients.header()).contains("standard error", "95 % from");
    assertThat(coefficients.rows()).hasSize(3 * 5 + 2 * 4);
    assertThat(coefficients.rows().get(0).subList(0, 1)).containsExactly("expert 1: intercept");
    assertThat(coefficients.rows().get(0).get(2)).isEqualTo("0.1");
    assertThat(coefficients.rows())
        .anySatisfy(
            row -> {
              assertThat(row.get(0)).isEqualTo("expert 3: standard deviation");
              assertThat(row.get(2)).isEqualTo("not identified");
            });
  }

  @Test
  void namesAreTextWhateverTheySay() throws IOException {
    String page = page(Runs.EVIL);

    assertThat(page).doesNotContain(Runs.EVIL).doesNotContain("</script><b>strange");
    assertThat(page).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    assertThat(count(page, "</script>")).isEqualTo(3);
  }

  @Test
  void thePageAsksForNothingAndIsSmall() throws IOException {
    String page = page("carat");

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1 << 20);
    String own = page.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(own).doesNotContainPattern("(?:src|href)=\"(?!#|data:)");
    assertThat(own).doesNotContain("url(").doesNotContain("@import");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void severalRunsAreOnePage() throws IOException {
    String page = ReportPage.of(List.of(Report.of(Runs.of("carat")), Report.of(Runs.of("depth"))));

    assertThat(page).contains("<h1>runs/carat</h1>", "<h1>runs/depth</h1>");
    assertThat(count(page, "id=\"run1-0\"")).isEqualTo(1);
    assertThat(count(page, "id=\"run2-0\"")).isEqualTo(1);
    assertThat(page)
        .contains("<h1>2 runs side by side</h1>", "<th scope=\"col\">log-likelihood a row</th>")
        .contains("<td>runs/carat</td><td>y</td><td>3</td>")
        .contains("<a href=\"#run2\">runs/depth</a>", "<main id=\"run2\">");
    assertThat(page("carat")).doesNotContain("side by side");
  }
}
