package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with the committer that object stores bring, instead of that of file systems. */
class CommitterTest {

  private static final String MANIFEST =
      "-Dmapreduce.outputcommitter.factory.class="
          + "org.apache.hadoop.mapreduce.lib.output.committer.manifest.ManifestCommitterFactory";

  @TempDir Path temp;

  @BeforeEach
  void rows() {
    done(
        "simulate",
        MANIFEST,
        "--kind",
        "hard",
        "--rows",
        "900",
        "--dimension",
        "2",
        "--experts",
        "2",
        "--output",
        path("sim"));
  }

  @Test
  void aRunIsTheSameToTheLastByte() throws IOException {
    List<String> fit =
        List.of("fit", "--input", path("sim/rows"), "--response", "y", "--experts", "2");
    List<String> more = List.of("--partition", "random:3", "--support-size", "200", "--dominance");
    run(fit, more, "--output", path("usual"));
    run(fit, more, MANIFEST, "--output", path("manifest"));
    for (String file : List.of("model/model.avro", "support/support.csv")) {
      assertThat(temp.resolve("manifest").resolve(file))
          .hasSameBinaryContentAs(temp.resolve("usual").resolve(file));
    }
  }

  @Test
  void rowsAreWrittenByEveryCommand() throws IOException {
    done(
        "partition",
        MANIFEST,
        "--input",
        path("sim/rows"),
        "--by",
        "random:3",
        "--output",
        path("p"));
    done(
        "predict", MANIFEST, "--input", path("p"), "--model", path("sim"), "--output", path("out"));
    done("sample", MANIFEST, "--input", path("p"), "--response", "y", "--output", path("s"));
    done("evaluate", MANIFEST, "--input", path("p"), "--model", path("sim"));

    assertThat(temp.resolve("s/support.csv")).exists();
    long lines = 0;
    try (var files = Files.list(temp.resolve("out"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
        lines += Files.readAllLines(file).size() - 1;
      }
    }
    assertThat(lines).isEqualTo(900);
    for (String output : List.of("p", "out")) {
      assertThat(temp.resolve(output).resolve("_SUCCESS")).exists();
    }
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private static void run(List<String> first, List<String> second, String... third) {
    List<String> args = new ArrayList<>(first);
    args.addAll(second);
    args.addAll(List.of(third));
    done(args.toArray(String[]::new));
  }

  private static void done(String... args) {
    Outcome outcome = Outcome.of(args);
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }
}
