package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.SimulatedFileSystem;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFilesTest {

  private static final String ROW = "y,a,b\n1,2,3\n";

  private final Configuration conf = new Configuration();
  @TempDir private Path root;

  @Test
  void filesBelowADirectoryAreFoundAndWhatIsHiddenIsNot() throws IOException {
    for (String name :
        List.of("b.csv", "a.csv", "deep/er/c.csv.gz", "_SUCCESS", ".hidden", "_tmp/d.csv")) {
      Tables.write(root.resolve(name), ROW);
    }
    Files.createFile(root.resolve("empty.csv"));
    assertThat(found(root)).containsExactly("a.csv", "b.csv", "c.csv.gz");
  }

  /** Hadoop runs a program for the permissions that a local file's status with places has. */
  @Test
  void onlyFilesElsewhereAreListedWithTheirPlaces() throws IOException {
    Tables.write(root.resolve("a.csv"), ROW);
    assertThat(TableFiles.list(conf, hadoop(root)).all())
        .singleElement()
        .isNotInstanceOf(LocatedFileStatus.class);
    SimulatedFileSystem.addTo(conf);
    assertThat(TableFiles.list(conf, List.of(SimulatedFileSystem.table(3, 1))).all())
        .hasSize(3)
        .hasOnlyElementsOfType(LocatedFileStatus.class);
  }

  @Test
  void inputsKeepTheirOrderAndPatternsAreExpanded() throws IOException {
    for (String name : List.of("x/b.csv", "x/a.csv", "x/_c.csv", "y.csv")) {
      Tables.write(root.resolve(name), ROW);
    }
    assertThat(found(root.resolve("y.csv"), root.resolve("x/*")))
        .containsExactly("y.csv", "a.csv", "b.csv");
    assertThat(found(root.resolve("x/_c.csv"))).containsExactly("_c.csv");
  }

  @Test
  void inputsWithoutFilesAreNamed() throws IOException {
    Files.createDirectory(root.resolve("none"));
    Files.createFile(root.resolve("void.csv"));
    refuses(() -> found(root.resolve("absent.csv")), root + "/absent.csv does not exist");
    refuses(() -> found(root.resolve("*.tsv")), root + "/*.tsv matches no file");
    refuses(() -> found(root.resolve("none")), root + "/none is empty");
    refuses(() -> found(root.resolve("void.csv")), root + "/void.csv is empty");
    refuses(this::found, "there is no input");
  }

  @Test
  void twoFilesOfOneIdentityAreRefused() throws IOException {
    Path first = Tables.write(root.resolve("p/a.csv"), ROW);
    Path second = Tables.write(root.resolve("q/a.csv.gz"), ROW);
    refuses(() -> found(first, second), "p/a.csv and ", "q/a.csv.gz are both 'a'");
    refuses(() -> found(first, first), "p/a.csv is named twice");
    assertThat(found(root)).containsExactly("a.csv", "a.csv.gz");
  }

  @ParameterizedTest
  @CsvSource({
    "/d, /d/a.csv, a",
    "/d/, /d/a.csv.gz, a",
    "/d, /d/e/a.b.csv, e/a.b",
    "/d, /d/part-00000.gz, part-00000",
    "/d, /d/part-00000, part-00000",
    "/d, /d/a.txt.bz2, a",
    "/d/a.csv, /d/a.csv, a",
    "/, /a.csv, a"
  })
  void identityIsThePathBelowTheRootWithoutExtension(String root, String file, String identity) {
    assertThat(
            TableFiles.identity(
                new org.apache.hadoop.fs.Path("file:" + root),
                new org.apache.hadoop.fs.Path("file:" + file)))
        .isEqualTo(identity);
  }

  @Test
  void columnsAreFoundInTheHeaders() throws IOException {
    Tables.write(root.resolve("a.csv"), "a,y,b\n");
    Tables.write(root.resolve("b.csv.gz"), "\uFEFFb,a,y\r\n1,2,3\r\n");
    TableOptions all = TableOptions.of("y");
    assertThat(resolve(all)).isEqualTo(new FeatureSpec(List.of("a", "b"), "y"));
    assertThat(resolve(all.toBuilder().exclude(List.of("a")).build()).features())
        .containsExactly("b");
    assertThat(resolve(all.toBuilder().features(List.of("b", "a")).build()).features())
        .containsExactly("b", "a");
  }

  @Test
  void aFilesOwnExtraColumnMattersOnlyIfItWouldBeACovariate() throws IOException {
    Tables.write(root.resolve("a.csv"), "y,a\n");
    Tables.write(root.resolve("b.csv"), "y,a,z\n");
    refuses(() -> resolve(TableOptions.of("y")), "a.csv: there is no column 'z'", "b.csv has");
    assertThat(
            resolve(TableOptions.builder().response("y").features(List.of("a")).build()).features())
        .containsExactly("a");
  }

  @Test
  void columnsThatAreNotThereAreNamedWithTheirFile() throws IOException {
    Tables.write(root.resolve("a.csv"), ROW);
    TableOptions options = TableOptions.of("y");
    refuses(() -> resolve(TableOptions.of("z")), "a.csv: ", "'z'");
    refuses(
        () -> resolve(options.toBuilder().features(List.of("a", "c")).build()), "a.csv: ", "'c'");
    refuses(() -> resolve(options.toBuilder().exclude(List.of("c")).build()), "a.csv: ", "'c'");
    refuses(
        () -> resolve(options.toBuilder().exclude(List.of("a", "b")).build()),
        "a.csv: no column is left");
    refuses(
        () -> resolve(options.toBuilder().features(List.of("a", "y")).build()),
        "a.csv: ",
        "'y' is both");
    Tables.write(root.resolve("b.csv"), "y,a\n1,2\n");
    refuses(() -> resolve(options), "b.csv: there is no column 'b'", "a.csv has");
    Tables.write(root.resolve("b.csv"), "y,a,a\n1,2,3\n");
    refuses(() -> resolve(options), "b.csv: ", "'a' is there twice");
  }

  @Test
  void filesThatAreNotWhatTheirNameSaysAreNamed() throws IOException {
    Files.writeString(root.resolve("a.csv.gz"), ROW);
    refuses(() -> resolve(TableOptions.of("y")), "a.csv.gz: ");
  }

  @Test
  void onlyCompressedNothingHasNoHeader() throws IOException {
    Tables.write(root.resolve("a.csv.gz"), "");
    refuses(() -> resolve(TableOptions.of("y")), "a.csv.gz: the input has no header");
    Tables.write(root.resolve("b.csv"), ROW);
    assertThat(resolve(TableOptions.of("y")).dimension()).isEqualTo(2);
  }

  private List<String> found(Path... inputs) throws IOException {
    return TableFiles.list(conf, hadoop(inputs)).all().stream()
        .map(file -> file.getPath().getName())
        .toList();
  }

  private FeatureSpec resolve(TableOptions options) throws IOException {
    return TableFiles.list(conf, hadoop(root)).resolve(conf, options, line -> {});
  }

  /** Not by URI: patterns would be escaped. */
  private static List<org.apache.hadoop.fs.Path> hadoop(Path... inputs) {
    return Arrays.stream(inputs).map(p -> new org.apache.hadoop.fs.Path(p.toString())).toList();
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
