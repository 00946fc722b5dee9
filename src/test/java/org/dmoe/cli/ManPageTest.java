package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages and completion, as they are installed. */
class ManPageTest {

  @TempDir Path temp;

  @Test
  void everyCommandHasAPageAndIsCompleted() throws IOException {
    Extras.main(new String[] {temp.toString()});

    assertThat(Folder.names(temp)).hasSize(15).contains("completion.bash", "dmoe.1", "dmoe-fit.1");
    assertThat(temp.resolve("completion.bash")).content().contains("aggregate", "--support-size");
    String fit = Files.readString(temp.resolve("dmoe-fit.1"));
    assertThat(fit)
        .startsWith(".TH \"DMOE-FIT\" 1")
        .contains(".B \\-\\-response=NAME\nColumn of the response; \\-\\-formula names it too.\n")
        .contains("(default: auto)", ".SH EXIT STATUS")
        .doesNotContain("${");
    List<String> macros = List.of(".TH", ".SH", ".TP", ".PP", ".B", ".EX", ".EE");
    for (String name : Folder.names(temp)) {
      if (name.endsWith(".1")) {
        assertThat(Files.readAllLines(temp.resolve(name)))
            .filteredOn(line -> line.startsWith("."))
            .allSatisfy(line -> assertThat(macros).contains(line.split(" ")[0]));
      }
    }
  }
}
