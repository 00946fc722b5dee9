package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.table.RowCounter;
import org.dmoe.table.in.TableOptions.MissingPolicy;
import org.dmoe.table.in.TableOptions.Partition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowInputFormatTest {

  private static final TableOptions OPTIONS = TableOptions.of("y");
  private static final long WHOLE = Long.MAX_VALUE;

  @TempDir private Path root;

  @Test
  void rowsAndTheirPositionsDoNotDependOnTheSplits() throws Exception {
    String text = "\uFEFFy,a,\"b\"\r\n1,2,3\n40,50,\"60\"\r\n\n7,8,9\n-1e3,.5,+0";
    Path file = Tables.write(root.resolve("t.csv"), text);
    SortedMap<RowKey, String> whole = new TableReading(file, OPTIONS, WHOLE).rows();
    assertThat(whole.values())
        .containsExactly(
            "[2.0, 3.0] -> 1.0 (1.0)",
            "[50.0, 60.0] -> 40.0 (1.0)",
            "[8.0, 9.0] -> 7.0 (1.0)",
            "[0.5, 0.0] -> -1000.0 (1.0)");
    assertThat(whole.keySet()).extracting(RowKey::position).containsExactly(12L, 18L, 31L, 37L);
    for (long size = 1; size < text.length() + 3; size += size < 15 ? 1 : 4) {
      assertThat(new TableReading(file, OPTIONS, size).rows()).isEqualTo(whole);
    }
  }

  @Test
  void aCompressedFileHasTheSameRowsAtTheSamePlacesInOneSplit() throws Exception {
    String text = Tables.csv(100, 1);
    Path plain = Tables.write(root.resolve("p/t.csv"), text);
    Path packed = Tables.write(root.resolve("q/t.csv.gz"), text);
    TableReading reading = new TableReading(packed, OPTIONS, 1000);
    assertThat(reading.splits()).hasSize(1);
    assertThat(reading.rows()).hasSize(100).isEqualTo(new TableReading(plain, OPTIONS, 7).rows());
  }

  @Test
  void aFileIsOneSplitWhereItIsOneMachine() throws Exception {
    Tables.threeFiles(root, 100);
    assertThat(new TableReading(root, OPTIONS, 3000).splits()).hasSizeGreaterThan(3);
    TableReading reading =
        new TableReading(root, OPTIONS.toBuilder().partition(Partition.FILE).build(), 3000);
    assertThat(reading.splits()).extracting(RowSplit::identity).containsExactly("a", "b", "sub/c");
    assertThat(reading.rows()).hasSize(300);
    assertThat(reading.counter(RowCounter.ROWS)).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dmoe.input.task-bytes", "dmoe.input.max-tasks"})
  void whatIsNoNumberIsRefusedBeforeAnythingRuns(String key) throws IOException {
    Tables.threeFiles(root, 2);
    Job job = Job.getInstance();
    OPTIONS.store(job.getConfiguration());
    job.getConfiguration().set(key, "many");
    assertThatThrownBy(() -> RowInputFormat.configure(job, Tables.files(root)))
        .isInstanceOf(WrongOptionException.class)
        .hasMessage("-D %s is not a whole number: 'many'".formatted(key));
  }

  @Test
  void columnsAreFoundByNameInEachFile() throws Exception {
    Tables.write(root.resolve("a.csv"), "y,a,b\n1,2,3\n");
    Tables.write(root.resolve("b.csv"), "b,skipped,y,a\n6,text,4,5\n");
    TableOptions options = OPTIONS.toBuilder().features(List.of("a", "b")).build();
    assertThat(new TableReading(root, options, WHOLE).rows().values())
        .containsExactly("[2.0, 3.0] -> 1.0 (1.0)", "[5.0, 6.0] -> 4.0 (1.0)");
  }

  @Test
  void aHeaderAloneHasNoRows() throws Exception {
    Tables.write(root.resolve("a.csv"), "y,a\n");
    Tables.write(root.resolve("b.csv"), "y,a");
    Tables.write(root.resolve("c.csv.gz"), "");
    assertThat(new TableReading(root, OPTIONS, WHOLE).rows()).isEmpty();
  }

  @Test
  void badRowsAreNamedByFileLineAndReason() throws IOException {
    refuses("y,a\n1,2\n3,abc\n", "t.csv:3: ", "'a': ", "abc");
    refuses("y,a\nNaN,2\n", "t.csv:2: ", "'y': missing", "--missing skip", "--missing mean");
    refuses("y,a\n1,-Infinity\n", "t.csv:2: ", "-Infinity");
    refuses("y,a\n1,1e999\n", "t.csv:2: ", "1e999");
    refuses("y,a\n1\n", "t.csv:2: ");
    refuses("y,a\n1,2,3\n", "t.csv:2: ");
    refuses("y,a\n1,\n", "t.csv:2: ", "a", "--missing skip");
  }

  @Test
  void aSplitThatStartsLaterNamesTheLine() throws IOException {
    Path file = Tables.write(root.resolve("t.csv"), "y,a\n" + "1,2\n".repeat(50) + "3,x\n");
    assertThatThrownBy(() -> new TableReading(file, OPTIONS, 100).rows())
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("t.csv:52: column 'a': ");
  }

  @Test
  void badRowsAreSkippedAndCountedUpToTheirBound() throws Exception {
    Path file = Tables.write(root.resolve("t.csv"), "y,a\n1,2\nx,1\n2,3\n4\n");
    TableReading reading = new TableReading(file, OPTIONS.toBuilder().maxBadRows(2).build(), WHOLE);
    assertThat(reading.rows()).hasSize(2);
    assertThat(reading.counter(RowCounter.BAD_ROWS)).isEqualTo(2);
    assertThat(reading.counter(RowCounter.ROWS)).isEqualTo(2);
    assertThatThrownBy(
            () -> new TableReading(file, OPTIONS.toBuilder().maxBadRows(1).build(), WHOLE).rows())
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll("t.csv:3: column 'y': ", "--max-bad-rows 1");
  }

  @Test
  void missingValuesAreSkippedAndCountedOnDemand() throws Exception {
    Path file = Tables.write(root.resolve("t.csv"), "y,a,b\n1,2,\nNA,2,1\n5,6,7\n,,\n");
    TableOptions options =
        OPTIONS.toBuilder().missing(MissingPolicy.SKIP).exclude(List.of("b")).build();
    TableReading reading = new TableReading(file, options, WHOLE);
    assertThat(reading.rows()).hasSize(2);
    assertThat(reading.counter(RowCounter.MISSING_ROWS_SKIPPED)).isEqualTo(2);
    assertThat(reading.counter(RowCounter.BAD_ROWS)).isZero();
  }

  @Test
  void aDamagedArchiveIsBadInput() throws IOException {
    Path whole = Tables.write(root.resolve("t.csv.gz"), Tables.csv(2000, 1));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> new TableReading(whole, OPTIONS, WHOLE).rows())
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("t.csv.gz: damaged after line ");
  }

  @Test
  void aFileThatDisappearsIsNamed() throws Exception {
    Path file = Tables.write(root.resolve("t.csv"), Tables.csv(20, 1));
    TableReading reading = new TableReading(file, OPTIONS, WHOLE);
    List<InputSplit> splits = reading.splits();
    Files.delete(file);
    assertThatThrownBy(() -> reading.read(splits.get(0)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(file + ": the file is no longer there");
  }

  @Test
  void smallPartsGoTogetherUntilAMachineHasRowsEnough() throws Exception {
    for (String name : List.of("a.csv", "b.csv", "c.csv", "d.csv")) {
      Tables.write(root.resolve(name), "y,a\n" + "1,2\n".repeat(100));
    }
    SortedMap<RowKey, String> whole = new TableReading(root, OPTIONS, WHOLE).rows();
    assertThat(whole).hasSize(400);
    assertThat(new TableReading(root, OPTIONS, WHOLE).splits())
        .extracting(RowSplit::identity)
        .containsExactly("a..d");
    assertThat(new TableReading(root, OPTIONS, 900).splits())
        .extracting(RowSplit::identity)
        .containsExactly("a..b", "c..d");
    assertThat(new TableReading(root, OPTIONS.toBuilder().minRows(150).build(), 250).splits())
        .extracting(RowSplit::identity)
        .containsExactly("a..b#000000000000000", "b#000000000000250..d");
    assertThat(new TableReading(root, OPTIONS.toBuilder().minRows(150).build(), 250).rows())
        .isEqualTo(whole);
    assertThat(new TableReading(root, OPTIONS.toBuilder().minRows(10_000).build(), 250).splits())
        .hasSize(1);
    TableOptions files = OPTIONS.toBuilder().minRows(150).partition(Partition.FILE).build();
    assertThat(new TableReading(root, files, WHOLE).splits()).hasSize(4);
  }

  private void refuses(String text, String... parts) throws IOException {
    Path file = Tables.write(root.resolve("t.csv"), text);
    assertThatThrownBy(() -> new TableReading(file, OPTIONS, WHOLE).rows())
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
