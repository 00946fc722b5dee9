package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the language of the machine has digits of its own, nothing is different. */
class OtherDigitsTest {

  @TempDir Path temp;

  private Outcome fit(String output) throws IOException {
    Path rows = temp.resolve("rows");
    if (Files.notExists(rows)) {
      Rows.directory(rows, 80);
    }
    return Outcome.of(
        "fit",
        "--input",
        rows.toString(),
        "--response",
        "y",
        "--experts",
        "2",
        "--partition",
        "file",
        "--output",
        temp.resolve(output).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "mr-IN"})
  void aFitIsTheSameInEveryLanguage(String tag) throws IOException {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Outcome english = fit("english");
    Locale other = Locale.forLanguageTag(tag);
    Locale.setDefault(Locale.Category.FORMAT, other);
    try {
      Outcome outcome = fit("other");
      assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
      assertThat(lines(outcome)).isEqualTo(lines(english));
      assertThat(Locale.getDefault(Locale.Category.FORMAT)).isEqualTo(other);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
    assertThat(model("other")).isEqualTo(model("english"));
  }

  private String model(String output) throws IOException {
    return Files.readString(temp.resolve(output).resolve("model/model.json"))
        .replaceAll("(?m)^.*(created|path).*$", "");
  }

  /** Without times and the name of the output. */
  private static List<String> lines(Outcome outcome) {
    return outcome
        .out()
        .lines()
        .filter(line -> !line.matches("(seconds|run directory|report): .*"))
        .toList();
  }

  /** Hadoop keeps the digits that it finds when it is loaded, so it takes another process. */
  @Test
  void hadoopWritesFilesThatItFindsAgain() throws Exception {
    Path rows = Rows.write(temp.resolve("a.csv"), 50, 1);
    assertThat(describe(rows, "ar", "EG")).isEqualTo(describe(rows, "en", "GB"));
  }

  private String describe(Path rows, String language, String country) throws Exception {
    Path out = temp.resolve("describe-" + language);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Xmx300m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "describe",
                "--input",
                rows.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(temp.resolve("err").toFile())
            .start();
    int exitCode = process.waitFor();
    assertThat(exitCode).as(Files.readString(temp.resolve("err"))).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
