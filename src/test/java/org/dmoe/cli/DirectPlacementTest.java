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

/** Outputs that are written in their place, as on an object store. */
class DirectPlacementTest {

  @TempDir Path temp;

  private Path rows;

  @BeforeEach
  void rows() throws IOException {
    rows = Rows.directory(temp.resolve("rows"), 200);
  }

  /** The command in both ways, to directories of its name. */
  private void both(String command, String... options) throws IOException {
    for (String placement : List.of("rename", "direct")) {
      List<String> args = new ArrayList<>(List.of(command, "--placement", placement));
      args.addAll(List.of("--output", temp.resolve(placement).resolve(command).toString()));
      args.addAll(List.of(options));
      Outcome outcome = Outcome.of(args.toArray(String[]::new)).assertDone();
      assertThat(outcome.console().contains("in its place")).isEqualTo(placement.equals("direct"));
      assertThat(Folder.names(temp.resolve(placement))).noneMatch(name -> name.startsWith("_"));
    }
    Path direct = temp.resolve("direct").resolve(command);
    Path renamed = temp.resolve("rename").resolve(command);
    assertThat(Folder.names(direct)).isEqualTo(Folder.names(renamed)).contains("_SUCCESS");
  }

  private void assertSame(String file) {
    assertThat(temp.resolve("direct").resolve(file))
        .hasSameBinaryContentAs(temp.resolve("rename").resolve(file));
  }

  @Test
  void theBytesAreTheSame() throws IOException {
    String in = rows.toString();
    both("fit", "--input", in, "--response", "y", "--experts", "2", "--partition", "random:3");
    assertSame("fit/model/model.avro");
    assertSame("fit/support/support.csv");
    both("predict", "--input", in, "--model", temp.resolve("rename/fit").toString());
    assertSame("predict/part-m-00000.csv");
    both("simulate", "--model", temp.resolve("rename/fit").toString(), "--rows", "50");
    assertSame("simulate/rows/part-m-00000.csv");
    both("partition", "--input", in, "--by", "random:2");
    assertSame("partition/part-00001.avro");
    both("sample", "--input", in, "--response", "y");
    assertSame("sample/support.csv");
  }

  private Outcome fit(String... more) {
    List<String> usual =
        List.of(
            "fit",
            "--placement",
            "direct",
            "--input",
            rows.toString(),
            "--output",
            temp.resolve("run").toString(),
            "--response",
            "y",
            "--experts",
            "2",
            "--partition",
            "random:3",
            "--support-size",
            "100");
    return Outcome.of(usual, more);
  }

  @Test
  void aFailedRunLeavesNothingAndAnExistingOutputStays() throws IOException {
    Path bad = Files.writeString(temp.resolve("rows/bad.csv"), "x1,x2,y\n1,2,oops\n");
    fit().assertRefused(3, "bad.csv");
    assertThat(Folder.names(temp)).containsExactly("rows");
    Files.delete(bad);

    fit().assertDone();
    fit().assertRefused(2, "exists", "--overwrite");
    assertThat(temp.resolve("run/model/model.avro")).exists();
    assertThat(fit("--overwrite", "--seed", "2").assertDone().console())
        .contains("what is there is removed first");
    assertThat(Folder.names(temp)).containsExactly("rows", "run");
  }

  @Test
  void aRunIsGoneOnFrom() throws IOException {
    Path test = Rows.write(temp.resolve("rows/test.csv"), 50, 7);
    String good = Files.readString(test);
    Files.writeString(test, good + "1,oops,3\n");
    fit("--input", rows.resolve("site0.csv").toString(), "--resume", "--test", test.toString())
        .assertRefused(3, "test.csv");
    assertThat(Folder.names(temp.resolve("run")))
        .contains("_unfinished")
        .doesNotContain("_SUCCESS");
    Files.writeString(test, good);

    String[] again = {
      "--input", rows.resolve("site0.csv").toString(), "--resume", "--test", test.toString()
    };
    assertThat(fit(again).assertDone().console()).contains("sample: unchanged", "fit: unchanged");
    assertThat(fit(again).assertDone().console()).contains("evaluate: unchanged");
    String[] other = {
      "--input",
      rows.resolve("site0.csv").toString(),
      "--resume",
      "--overwrite",
      "--aggregator",
      "middle"
    };
    assertThat(fit(other).assertDone().console()).contains("sample: unchanged", "fit: runs again");
    assertThat(Folder.names(temp.resolve("run")))
        .contains("_SUCCESS")
        .doesNotContain("_unfinished");
    assertThat(Folder.names(temp)).containsExactly("rows", "run");
  }
}
