package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions through the command line and the local runner. */
class PartitionCommandTest {

  private static final List<String> SITES = List.of("north", "south/west", "");

  @TempDir Path temp;

  private Path rows;

  /** Two files of 60 rows; n counts them through. */
  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    int n = 0;
    for (String name : List.of("a", "b")) {
      StringBuilder csv = new StringBuilder("n,site,x\n");
      for (int i = 0; i < 60; i++, n++) {
        csv.append(n).append(',').append(SITES.get(n % 3)).append(',').append(n / 8.0).append('\n');
      }
      Files.writeString(rows.resolve(name + ".csv"), csv);
    }
  }

  private Outcome partition(String output, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of(
                    "partition",
                    "--input",
                    rows.toString(),
                    "--output",
                    temp.resolve(output).toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static List<Integer> numbers(Path file) throws IOException {
    List<List<String>> all = RowReading.read(file);
    return all.stream().skip(1).map(row -> (int) Double.parseDouble(row.get(0))).toList();
  }

  @Test
  void eachValueOfAColumnGetsAFileInTheOrderOfTheRows() throws IOException {
    Outcome outcome = partition("out", "--by", "column:site");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("rows: 120", "3 files");
    assertThat(Folder.names(temp.resolve("out")))
        .containsExactlyInAnyOrder(
            "_SUCCESS", "site=.avro", "site=north.avro", "site=south%2Fwest.avro");
    List<List<String>> north = RowReading.read(temp.resolve("out/site=north.avro"));
    assertThat(north.get(0)).containsExactly("n", "x", "site");
    assertThat(north.get(2)).containsExactly("3.0", "0.375", "north");
    assertThat(numbers(temp.resolve("out/site=north.avro")))
        .hasSize(40)
        .isSorted()
        .allMatch(n -> n % 3 == 0);
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "out");
  }

  @Test
  void randomPartsDependOnTheSeedButNotOnTheSplits() throws IOException {
    String[] common = {"--by", "random:4", "--text", "site", "--seed"};
    partition("one", with(common, "5"));
    partition(
        "other",
        with(
            common,
            "5",
            "-Dmapreduce.input.fileinputformat.split.maxsize=300",
            "-Dmapreduce.job.reduces=3"));
    partition("seed", with(common, "6"));

    List<Integer> all = new ArrayList<>();
    List<Path> files = RowReading.files(temp.resolve("one"));
    assertThat(files).hasSize(4);
    boolean seedMatters = false;
    for (Path file : files) {
      Path again = temp.resolve("other").resolve(file.getFileName());
      assertThat(again).hasSameBinaryContentAs(file);
      assertThat(numbers(file)).isSorted().hasSizeBetween(15, 45);
      all.addAll(numbers(file));
      Path seed = temp.resolve("seed").resolve(file.getFileName());
      seedMatters |= !numbers(seed).equals(numbers(file));
    }
    all.sort(Comparator.naturalOrder());
    assertThat(all).hasSize(120).doesNotHaveDuplicates();
    assertThat(seedMatters).isTrue();
  }

  private static String[] with(String[] common, String... more) {
    return Stream.concat(Stream.of(common), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void columnsCanBeLeftOut() throws IOException {
    Outcome outcome = partition("out", "--by", "random:2", "--features", "x");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(RowReading.read(temp.resolve("out/part-00000.avro")).get(0)).containsExactly("x");
  }

  @Test
  void aNumericColumnCanDivideToo() throws IOException {
    Outcome outcome =
        partition("out", "--by", "column:n", "--features", "n,x", "--max-partitions", "120");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(RowReading.files(temp.resolve("out"))).hasSize(120);
    assertThat(RowReading.read(temp.resolve("out/n=77.avro")).get(1))
        .containsExactly("77.0", "9.625");
  }

  @Test
  void aTableMayHoldNothingButTexts() throws IOException {
    for (String by : List.of("random:2", "column:site")) {
      String output = by.replace(':', '-');
      Outcome outcome = partition(output, "--by", by, "--text", "site,n,x");

      assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
      List<List<String>> all = new ArrayList<>();
      for (Path file : RowReading.files(temp.resolve(output))) {
        List<List<String>> part = RowReading.read(file);
        assertThat(part.get(0)).containsExactly("site", "n", "x");
        all.addAll(part.subList(1, part.size()));
      }
      assertThat(all).hasSize(120).contains(List.of("north", "3", "0.375"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--by random:0 | 2 | --by 'random:0'",
        "--by random | 2 | --by 'random'",
        "--by site | 2 | --by 'site'",
        "--by random:2 --max-partitions 0 | 2 | --max-partitions 0",
        "--text site | 2 | --by",
        "--by column:z | 2 | 'z'",
        "--by random:2 --text site,z | 2 | 'z'",
        "--by random:2 | 3 | column of text: 'site' (2 levels); --categorical site",
        "--by column:n --text site --max-partitions 119 | 3 | more than 119 values",
        "--by column:n --text site --max-partitions 10 | 3 | --max-partitions"
      })
  void badOptionsGetOneLine(String options, int exitCode, String word) throws IOException {
    partition("out", options.strip().split(" ")).assertRefused(exitCode, word);
    assertThat(Folder.names(temp)).containsExactly("rows");
  }

  @Test
  void anExistingOutputIsNotTouched() throws IOException {
    Files.writeString(Files.createDirectories(temp.resolve("out")).resolve("mine"), "mine");

    Outcome outcome = partition("out", "--by", "column:site");

    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(Folder.names(temp.resolve("out"))).containsExactly("mine");
  }
}
