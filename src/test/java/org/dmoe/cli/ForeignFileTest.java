package org.dmoe.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of other kinds in place of a table. */
class ForeignFileTest {

  @TempDir private Path rows;

  private void assertRefused(String... words) {
    Outcome.of("describe", "--input", rows.toString()).assertRefused(3, words);
  }

  /** The first bytes of files that are often met in place of a table. */
  private static byte[] beginning(String kind) {
    return switch (kind) {
      case "raw snappy" -> new byte[] {(byte) 0xb8, 0x46, (byte) 0xf0, 0x21, 'y', ',', 'x', '1'};
      case "framing format" -> latin("\u00ff\u0006\u0000\u0000sNaPpY\u0001\u0002");
      case "zip" -> latin("PK\u0003\u0004\u0014\u0000");
      case "xz" -> latin("\u00fd7zXZ\u0000\u0000\u0004");
      case "7z" -> latin("7z\u00bc\u00af\u0027\u001c\u0000\u0004");
      case "rar" -> latin("Rar!\u001a\u0007\u0000");
      case "gzip" -> latin("\u001f\u008b\u0008\u0000");
      case "zstd" -> latin("\u0028\u00b5\u002f\u00fd\u0004");
      case "frame format" -> latin("\u0004\"M\u0018\u0064");
      default -> throw new AssertionError(kind);
    };
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv.snappy, raw snappy",
    "a.csv.snappy, framing format",
    "a.csv.snappy, zip",
    "a.csv.zip, zip",
    "a.csv, zip",
    "a.csv.xz, xz",
    "a.csv.7z, 7z",
    "a.rar, rar",
    "a.csv, gzip",
    "a.csv.bz2, gzip",
    "a.csv.gz, zstd",
    "a.csv, zstd",
    "a.csv.snappy, frame format"
  })
  void foreignContentsAreRefusedByWhatTheyAre(String name, String kind) throws IOException {
    byte[] bytes = Arrays.copyOf(beginning(kind), 5000);
    Files.write(rows.resolve(name), bytes);
    assertRefused(name + ": ", kind);
  }

  @Test
  void aTarArchiveIsRefusedAlsoInsideGzip() throws IOException {
    byte[] tar = new byte[2048];
    System.arraycopy(latin("rows.csv"), 0, tar, 0, 8);
    System.arraycopy(latin("ustar\u000000"), 0, tar, 257, 8);
    System.arraycopy(latin("y,a\n1,2\n"), 0, tar, 512, 8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(rows.resolve("a.tar.gz")))) {
      out.write(tar);
    }
    assertRefused("a.tar.gz: ", "tar archive");
    Files.move(rows.resolve("a.tar.gz"), rows.resolve("a.tgz"));
    assertRefused("a.tgz: ", "tar archive");
    Files.delete(rows.resolve("a.tgz"));
    Files.write(rows.resolve("a.tar"), tar);
    assertRefused("a.tar: ", "tar archive");
  }
}
