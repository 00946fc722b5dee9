package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.InputSplit;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.in.FaultyFileSystem.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file system could not read may be read by the next attempt: it is no bad input. */
class ReadFailureTest {

  private static final List<IOException> FAILURES =
      List.of(
          new SocketTimeoutException("Read timed out"),
          new IOException("503 Slow Down"),
          new IOException("Could not obtain block: BP-1 file=/a"),
          new EOFException("Premature EOF from the server"));

  @TempDir private Path temp;

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private TableReading table(String name) throws IOException {
    Path file = temp.resolve(name);
    if (!name.contains(".csv")) {
      SmallTables.write(file, 3000);
    } else {
      writeText(file);
    }
    return reading(file);
  }

  private static TableReading reading(Path input) throws IOException {
    return new TableReading(
        new org.apache.hadoop.fs.Path(FaultyFileSystem.ROOT.resolve(input.toUri().getRawPath())),
        TableOptions.of("y"),
        1L << 40);
  }

  private static void writeText(Path file) throws IOException {
    StringBuilder text = new StringBuilder("y,x1,x2\n");
    for (int i = 0; i < 30000; i++) {
      text.append(i * 31 % 977)
          .append(',')
          .append(i)
          .append(',')
          .append(i * 17 % 1013)
          .append('\n');
    }
    CompressionCodec codec =
        new CompressionCodecFactory(new Configuration())
            .getCodec(new org.apache.hadoop.fs.Path(file.toUri()));
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = codec == null ? plain : codec.createOutputStream(plain)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.csv", "a.csv.gz", "a.csv.bz2", "a.csv.snappy", "a.avro", "a.parquet", "a.orc"})
  void aFailureToReadGoesOnAsItIsAndTheNextAttemptSucceeds(String name) throws Exception {
    TableReading table = table(name);
    InputSplit split = table.splits().get(0);
    for (Operation operation : List.of(Operation.OPEN, Operation.READ)) {
      for (IOException failure : FAILURES) {
        for (int after = 0; after < (operation == Operation.OPEN ? 2 : 6); after++) {
          FaultyFileSystem.fail(operation, failure, after, 1);
          Throwable thrown = catchThrowable(() -> table.read(split));
          FaultyFileSystem.heal();
          if (thrown == null) {
            assertThat(after).as("%s of %s", operation, name).isPositive();
          } else {
            assertThat(thrown)
                .as("%s of %s fails after %d", operation, name, after)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UnusableInputException.class);
          }
          table.forget();
        }
      }
    }
    assertThat(table.rows()).hasSize(name.contains("csv") ? 30000 : 3000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.csv.gz", "a.csv.snappy", "a.avro", "a.parquet", "a.orc"})
  void aFailureThatStaysIsNoBadInputEither(String name) throws Exception {
    TableReading table = table(name);
    InputSplit split = table.splits().get(0);
    FaultyFileSystem.fail(Operation.READ, FAILURES.get(1), 2, Integer.MAX_VALUE);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThat(catchThrowable(() -> table.read(split)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(UnusableInputException.class)
          .hasMessageContaining("503");
      table.forget();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.csv.gz", "a.csv.snappy", "a.avro", "a.parquet", "a.orc"})
  void whatIsRefusedOrFailsIsClosed(String name) throws Exception {
    int before = FaultyFileSystem.streams();
    Path garbled = temp.resolve("garbled-" + name);
    Files.write(garbled, "Obj\1 y,x\n1,\"\0\n".repeat(50).getBytes(StandardCharsets.UTF_8));
    assertThat(catchThrowable(() -> reading(garbled).rows()))
        .isInstanceOf(UnusableInputException.class);
    TableReading table = table(name);
    InputSplit split = table.splits().get(0);
    for (int after = 0; after < 3; after++) {
      FaultyFileSystem.fail(Operation.READ, FAILURES.get(1), after, 1);
      assertThat(catchThrowable(() -> table.read(split))).isInstanceOf(IOException.class);
      FaultyFileSystem.heal();
      table.forget();
    }
    assertThat(FaultyFileSystem.streams()).isEqualTo(before);
  }

  @Test
  void aFailureToListIsNoBadInput() throws Exception {
    TableReading table = table("a.csv");
    FaultyFileSystem.fail(Operation.LIST, FAILURES.get(0), 0, 1);
    Path dir = temp;
    Throwable thrown = catchThrowable(() -> reading(dir));
    assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
    assertThat(table.rows()).hasSize(30000);
  }
}
