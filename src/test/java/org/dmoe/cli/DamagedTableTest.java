package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut off, changed or misnamed: never fewer rows or other rows without a word. */
class DamagedTableTest {

  private static final String SPLITS = "mapreduce.input.fileinputformat.split.maxsize=20000";

  @TempDir Path temp;

  private Path rows;

  @BeforeEach
  void directory() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
  }

  private Outcome describe(String... more) {
    List<String> args = new ArrayList<>(List.of("describe", "--input", rows.toString()));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private static void assertRefused(Outcome outcome, String... words) {
    outcome.assertRefused(3, words);
  }

  /** A table of 5000 rows, about 120 kB. */
  private byte[] table(String format) throws IOException {
    Path made = temp.resolve("made-" + format);
    Outcome outcome =
        Outcome.of(
            "simulate",
            "--kind",
            "hard",
            "--dimension",
            "2",
            "--experts",
            "2",
            "--rows",
            "5000",
            "--seed",
            "4",
            "--format",
            format,
            "--output",
            made.toString());
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    try (var files = Files.list(made.resolve("rows"))) {
      Path file =
          files.filter(f -> f.getFileName().toString().endsWith(format)).findFirst().orElseThrow();
      return Files.readAllBytes(file);
    }
  }

  private static byte[] csv() {
    StringBuilder text = new StringBuilder("y,a\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i * 31 % 977).append(',').append(i * 17 % 1013).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < 16; i++) {
      changed[changed.length / 2 + i] ^= 0x5a;
    }
    return changed;
  }

  @Test
  void anAvroFileThatIsCutOffIsNoShorterTable() throws IOException {
    byte[] whole = table("avro");
    Files.write(rows.resolve("a.avro"), whole);
    assertThat(describe().exitCode()).isZero();
    for (int length : new int[] {whole.length / 2, whole.length - 1, whole.length - 17}) {
      Files.write(rows.resolve("a.avro"), Arrays.copyOf(whole, length));
      assertRefused(describe(), "a.avro: ", "cut off");
      assertRefused(describe("-D", SPLITS), "a.avro: ", "cut off");
    }
  }

  @Test
  void aParquetFileThatIsCutOffIsNamed() throws IOException {
    byte[] whole = table("parquet");
    for (int length : new int[] {whole.length / 2, whole.length - 1, 4}) {
      Files.write(rows.resolve("a.parquet"), Arrays.copyOf(whole, length));
      assertRefused(describe(), "a.parquet: ", "not a Parquet file", "or it is cut off");
    }
  }

  @Test
  void changedBytesInParquetAreNoOtherRows() throws IOException {
    Files.write(rows.resolve("a.parquet"), flipped(table("parquet")));
    assertRefused(describe(), "a.parquet: ", "damaged");
  }

  @Test
  void anOrcFileThatIsCutOffIsNamed() throws IOException {
    byte[] whole = table("orc");
    Files.write(rows.resolve("a.orc"), whole);
    assertThat(describe().exitCode()).isZero();
    for (int length : new int[] {whole.length / 2, whole.length - 1}) {
      Files.write(rows.resolve("a.orc"), Arrays.copyOf(whole, length));
      assertRefused(describe(), "a.orc: ", " cut off");
    }
    Files.write(rows.resolve("a.orc"), Arrays.copyOf(whole, 4));
    assertRefused(describe(), "a.orc: its end is garbled, or the file is cut off");
  }

  @Test
  void compressedTextThatIsCutOffIsNamed() throws IOException {
    byte[] whole = gzip(csv());
    Files.write(rows.resolve("a.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertRefused(describe(), "a.csv.gz: damaged after line");
    Files.write(rows.resolve("a.csv.gz"), flipped(whole));
    assertThat(describe().exitCode()).isEqualTo(3);
  }

  @Test
  void damagedBlocksOfOtherCodecsAreNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(csv());
    }
    byte[] whole = bytes.toByteArray();
    Arrays.fill(whole, whole.length / 2, whole.length / 2 + 200, (byte) 0xff);
    Files.write(rows.resolve("a.csv.deflate"), whole);
    assertRefused(describe(), "a.csv.deflate: damaged after line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "deflate", "snappy"})
  void whatACodecCannotReadIsNamed(String extension) throws IOException {
    Files.writeString(rows.resolve("a.csv." + extension), "rubbish,rubbish\n1,2\n");
    assertRefused(describe(), "a.csv." + extension + ": ");
  }

  @Test
  void parquetWhoseCodecIsNotAtHandIsNamed() throws IOException {
    byte[] whole = table("parquet");
    Files.write(rows.resolve("a.parquet"), whole);
    assertThat(describe().exitCode()).isZero();
    Files.write(rows.resolve("a.parquet"), withCodec(whole, CompressionCodec.BROTLI));
    assertRefused(describe(), "a.parquet: ", "compressed with brotli");
  }

  /** The file with another codec in its footer. */
  private static byte[] withCodec(byte[] file, CompressionCodec codec) throws IOException {
    ByteBuffer end = ByteBuffer.wrap(file, file.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN);
    int footer = file.length - 8 - end.getInt();
    FileMetaData meta =
        Util.readFileMetaData(new ByteArrayInputStream(file, footer, file.length - footer));
    meta.getRow_groups()
        .forEach(group -> group.getColumns().forEach(c -> c.getMeta_data().setCodec(codec)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(file, 0, footer);
    Util.writeFileMetaData(meta, bytes);
    int length = bytes.size() - footer;
    bytes.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array(), 0, 4);
    bytes.write(file, file.length - 4, 4);
    return bytes.toByteArray();
  }

  @Test
  void aFileWithoutARowBesideOthersIsNamedInAWarning() throws IOException {
    Files.write(rows.resolve("a.csv"), csv());
    Files.writeString(rows.resolve("b.csv"), "y,a\n");
    Files.createFile(rows.resolve("c.csv"));
    Files.createFile(rows.resolve("d.csv"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = {"describe", "--input", rows.toString()};
    int exitCode =
        Main.run(args, new PrintStream(new ByteArrayOutputStream()), new PrintStream(err));
    assertThat(exitCode).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "warning: there is no row in " + rows.resolve("b.csv"),
            "warning: " + rows.resolve("c.csv") + " and 1 more are empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet", "orc"})
  void aFileThatIsNotWhatItsNameSaysIsNamed(String extension) throws IOException {
    Files.write(rows.resolve("a." + extension), csv());
    assertRefused(describe(), "a." + extension + ": not a", "though its name says so");
  }

  @Test
  void aCodecWhoseLibraryIsMissingIsNamed() throws IOException {
    Files.write(rows.resolve("a.csv.bare"), csv());
    String codecs = "io.compression.codecs=" + BareCodec.class.getName();
    assertRefused(describe("-D", codecs), "a.csv.bare: ", "net/some/Library", "decompress");
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  /** A codec as Hadoop's for lz4, which needs a library that Hadoop does not bring. */
  public static final class BareCodec extends DefaultCodec {

    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor) {
      throw new NoClassDefFoundError("net/some/Library");
    }

    @Override
    public String getDefaultExtension() {
      return ".bare";
    }
  }
}
