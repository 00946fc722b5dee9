package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local outputs have no hidden checksum files. */
class PlainFilesTest {

  @TempDir Path temp;

  private String rows;

  @BeforeEach
  void rows() throws IOException {
    rows = Rows.directory(temp.resolve("rows"), 60).toString();
  }

  private void run(String line) {
    Outcome.of(line.split(" ")).assertDone();
  }

  private void assertPlain() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".crc"));
    }
  }

  @Test
  void ofAModel() throws IOException {
    String run = temp.resolve("run").toString();
    String table = " --response y --input " + rows;
    run("fit --experts 2 --refine 1 --inference --output file:" + run + table);
    run("sample --output " + temp.resolve("sample") + table);
    run("describe --input " + rows + " --output " + temp.resolve("schema.json"));
    run("statistics --model " + run + table + " --output " + temp.resolve("s.avro"));
    run("refine --model " + run + table + " --output file:" + temp.resolve("m.json"));
    run("aggregate --experts 2 " + run + " --support " + run + " --output " + temp.resolve("all"));
    run("report " + run);
    assertPlain();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "avro", "parquet", "orc"})
  void ofRows(String format) throws IOException {
    String out = temp.resolve("out").toString();
    run("simulate --kind hard --rows 20 --format " + format + " --output file:" + out);
    run(
        "partition --by random:2 --input %s --format %s --output %s-p"
            .formatted(rows, format, out));
    run(
        "predict --input %s/rows --model %s --format %s --output %s-q"
            .formatted(out, out, format, out));
    assertPlain();
  }

  /** As an earlier version left it, of other contents. */
  @Test
  void aChecksumOfAFileThatIsReplacedGoesWithIt() throws IOException {
    Path schema = temp.resolve("schema.json");
    run("describe --input " + rows + " --output " + schema);
    Files.writeString(temp.resolve(".schema.json.crc"), "crc\0\0\0\2\0 of another file");
    run("describe --input " + rows + " --overwrite --output " + schema);
    assertPlain();
    run(
        "sample --response y --schema %s --input %s --output %s"
            .formatted(schema, rows, temp.resolve("s")));
  }
}
