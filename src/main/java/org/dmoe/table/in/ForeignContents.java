package org.dmoe.table.in;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.io.compress.CompressionCodec;

/** What a file holds that is no CSV, by its first bytes. */
enum ForeignContents {
  AVRO(
      "Obj\u0001",
      "an Avro file; names of Avro files end in .avro, of Parquet files in .parquet, of ORC files in .orc",
      ""),
  PARQUET(
      "PAR1",
      "a Parquet file; names of Avro files end in .avro, of Parquet files in .parquet, of ORC files in .orc",
      ""),
  ORC(
      "ORC",
      "an ORC file; names of Avro files end in .avro, of Parquet files in .parquet, of ORC files in .orc",
      ""),
  GZIP("\u001f\u008b", "compressed with gzip; names of such files end in .gz", ".gz"),
  BZIP2("BZh", "compressed with bzip2; names of such files end in .bz2", ".bz2"),
  ZSTANDARD(
      "\u0028\u00b5\u002f\u00fd", "compressed with zstd; names of such files end in .zst", ".zst"),
  XZ("\u00fd7zXZ\u0000", "compressed with xz, which cannot be read", ""),
  ZIP("PK\u0003\u0004", "a zip archive (.zip, .xlsx)", ""),
  EMPTY_ZIP("PK\u0005\u0006", "an empty zip archive", ""),
  SEVEN_ZIP("7z\u00bc\u00af\u0027\u001c", "a 7z archive", ""),
  RAR("Rar!\u001a\u0007", "a rar archive", ""),
  LZIP("LZIP\u0001", "compressed with lzip, which cannot be read", ""),
  UNIX_COMPRESS("\u001f\u009d", "compressed with compress (.Z), which cannot be read", ""),
  FRAMED_SNAPPY("\u00ff\u0006\u0000\u0000sNaPpY", "snappy in its framing format", ""),
  JAVA_SNAPPY("\u0082SNAPPY\u0000", "snappy in the format of snappy-java", ""),
  FRAMED_LZ4("\u0004\"M\u0018", "lz4 in its frame format", ""),
  OLD_LZ4("\u0002!L\u0018", "lz4 in its old frame format", ""),
  HDF5("\u0089HDF\r\n\u001a\n", "an HDF5 file, which cannot be read", ""),
  ARROW("ARROW1\u0000\u0000", "an Arrow file, which cannot be read", ""),
  OLD_EXCEL("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "an Excel file (.xls)", ""),
  UTF_16_LITTLE("\u00ff\u00fe", "text in UTF-16; it must be UTF-8", ""),
  UTF_16_BIG("\u00fe\u00ff", "text in UTF-16; it must be UTF-8", "");

  /** Line ends, and what may part the fields of a text. */
  private static final String TEXT_CONTROLS = "\n\r\t\u0001";

  /** Bytes that tell. */
  static final int HEAD = 16;

  private static final String ADVICE = ": unpack it, or write it as .csv, .csv.gz or .parquet";
  private static final int TAR_AT = 257;
  private static final byte[] TAR = "ustar".getBytes(StandardCharsets.US_ASCII);

  private final byte[] magic;
  private final String what;
  private final String ending;

  ForeignContents(String magic, String what, String ending) {
    this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
    this.what = what;
    this.ending = ending;
  }

  /**
   * Refuses a file by its first bytes.
   *
   * @param codec that its name asks for, if any
   * @throws DamageException if it is something else than its name says
   */
  static void refuse(byte[] head, Optional<CompressionCodec> codec, String name)
      throws DamageException {
    String expected = codec.map(CompressionCodec::getDefaultExtension).orElse("");
    for (ForeignContents kind : values()) {
      if (kind.isAt(head) && (expected.isEmpty() || !kind.ending.equals(expected))) {
        throw new DamageException(kind.complaint(name));
      }
    }
    if (codec.filter(BlockText::isUsedBy).isPresent() && !BlockText.isPlausible(head)) {
      String format = expected.substring(1);
      throw new DamageException(
          "not in Hadoop's block format; it may be raw "
              + format
              + ", which cannot be read"
              + ADVICE);
    }
  }

  private String complaint(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (this == GZIP && (lower.endsWith(".tgz") || lower.endsWith(".taz"))) {
      return "a tar archive inside gzip" + ADVICE;
    }
    return "the file is not CSV but " + what + (what.indexOf(';') < 0 ? ADVICE : "");
  }

  private boolean isAt(byte[] head) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != magic[i]) {
        return false;
      }
    }
    return switch (this) {
      case BZIP2 -> head.length > magic.length + 1 && head[magic.length + 1] == '1';
      case ORC -> isBinary(head);
      default -> true;
    };
  }

  /** A text may begin with the letters that an ORC file begins with. */
  private static boolean isBinary(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && TEXT_CONTROLS.indexOf(b) < 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses a text by its first line.
   *
   * @throws DamageException if it is something else than text
   */
  static void refuseText(byte[] line, int length) throws DamageException {
    byte[] head = Arrays.copyOf(line, Math.min(length, HEAD));
    for (ForeignContents kind : values()) {
      if (kind.isAt(head)) {
        throw new DamageException(kind.complaint(""));
      }
    }
    if (length >= TAR_AT + TAR.length
        && Arrays.equals(line, TAR_AT, TAR_AT + TAR.length, TAR, 0, TAR.length)) {
      throw new DamageException("the file is not CSV but a tar archive" + ADVICE);
    }
  }
}
