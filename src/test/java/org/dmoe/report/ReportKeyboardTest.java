package org.dmoe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, if there is one, without a mouse. */
class ReportKeyboardTest {

  /** What can be reached, in the order of the page. */
  private static final String STOPS =
      "Array.from(document.querySelectorAll('a[href], button, summary, [tabindex]'))"
          + ".filter(e => e.checkVisibility())";

  private static final String HERE = STOPS + ".indexOf(document.activeElement)";

  @TempDir Path temp;

  private BrowserPage open() throws IOException, InterruptedException {
    String page = ReportPage.of(List.of(Report.of(Runs.of("carat"))));
    return new BrowserPage(Files.writeString(temp.resolve("report.html"), page), temp);
  }

  @Test
  void tabGoesThroughThePageInItsOrderAndIsSeen() throws IOException, InterruptedException {
    try (BrowserPage page = open()) {
      int stops = page.value(STOPS + ".length").asInt();
      assertThat(stops).isGreaterThan(20);
      for (int stop = 0; stop < stops; stop++) {
        page.pressTab();
        assertThat(page.value(HERE).asInt()).as("stop").isEqualTo(stop);
        assertThat(page.value("getComputedStyle(document.activeElement).outlineStyle").asText())
            .as("outline of stop " + stop)
            .isNotEqualTo("none");
      }
    }
  }

  @Test
  void enterOpensTheTableOfAPictureAndSortsIt() throws IOException, InterruptedException {
    try (BrowserPage page = open()) {
      tabTo(page, "document.activeElement.tagName === 'SUMMARY'");
      page.pressEnter();
      assertThat(page.value("document.activeElement.parentElement.open").asBoolean()).isTrue();
      tabTo(page, "document.activeElement.tagName === 'BUTTON'");
      page.pressEnter();
      String sorted = "document.activeElement.parentElement.getAttribute('aria-sort')";
      assertThat(page.value(sorted).asText()).isEqualTo("descending");
      page.pressEnter();
      assertThat(page.value(sorted).asText()).isEqualTo("ascending");
    }
  }

  private static void tabTo(BrowserPage page, String there)
      throws IOException, InterruptedException {
    for (int stop = 0; stop < 200 && !page.value(there).asBoolean(); stop++) {
      page.pressTab();
    }
    assertThat(page.value(there).asBoolean()).isTrue();
  }
}
