package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names with other characters than ASCII in a locale that has no others. */
@EnabledOnOs(OS.LINUX)
class AsciiLocaleTest {

  @TempDir Path temp;

  /** By a shell: the names must not depend on the locale of the tests either. */
  @BeforeEach
  void rows() throws Exception {
    String rows =
        Stream.iterate(0, i -> i + 1)
            .limit(40)
            .map(i -> i % 7 + "," + i % 5 + "," + i % 3)
            .collect(Collectors.joining("\n"));
    Files.createDirectory(temp.resolve("rows"));
    Files.writeString(temp.resolve("rows/a.csv"), "länge,Ж,y\n" + rows + "\n");
  }

  /** A command line of the shell, in the directory of the test. */
  private Outcome run(String arguments) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path script = temp.resolve("script");
    Files.writeString(
        script,
        "\"%s\" -Xmx300m -XX:TieredStopAtLevel=1 -cp '%s' %s %s\n"
            .formatted(
                java, System.getProperty("java.class.path"), Main.class.getName(), arguments),
        StandardCharsets.UTF_8);
    return shell(script);
  }

  private Outcome shell(Path script) throws IOException, InterruptedException {
    Path out = temp.resolve("out.log");
    Path err = temp.resolve("err.log");
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString())
            .directory(temp.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C");
    int exitCode = builder.start().waitFor();
    return new Outcome(exitCode, Files.readString(out), Files.readString(err));
  }

  @Test
  void columnsAreKnownByTheirNames() throws Exception {
    Outcome outcome =
        run("sample --input rows --features länge,Ж --response y --support-size 9 --output s");

    outcome.assertDone();
    assertThat(Files.readAllLines(temp.resolve("s/support.csv")).get(0)).isEqualTo("länge,Ж");
    run("sample --input rows --features lange --response y --output t")
        .assertRefused(2, "feature 'lange'", "'länge', 'Ж', 'y'");
  }

  @Test
  void filesThatJavaCannotNameAreRefusedWithTheWayOut() throws Exception {
    Path script = Files.writeString(temp.resolve("copy"), "cp rows/a.csv rows/größe.csv\n");
    assertThat(shell(script).exitCode()).isZero();

    run("describe --input rows/größe.csv").assertRefused(3, "rows/größe.csv", "LC_ALL=C.UTF-8");
    for (String input : List.of("rows", "'rows/*.csv'", "'*/*.csv'")) {
      run("describe --input " + input).assertRefused(3, "LC_ALL=C.UTF-8");
    }
    run("sample --input rows/a.csv --response y --output größe")
        .assertRefused(2, "größe", "LC_ALL=C.UTF-8");
    assertThat(Folder.names(temp)).doesNotContain("größe", "gr??e");
  }
}
