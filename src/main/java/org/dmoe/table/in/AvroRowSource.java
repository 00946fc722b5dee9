package org.dmoe.table.in;

import java.io.IOException;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/**
 * Rows of an Avro container; a part has the blocks that begin in it. A position is made of the
 * offset of a block and the index of the row in it.
 */
final class AvroRowSource implements RowSource {

  private static final int INDEX_BITS = 23;
  private static final long MOST_ROWS = 1L << INDEX_BITS;
  private static final long LONGEST_FILE = 1L << (Long.SIZE - 1 - INDEX_BITS);

  /** Number of rows, number of bytes, and the mark at the end. */
  private static final int SHORTEST_BLOCK = 2 + DataFileConstants.SYNC_SIZE;

  /** Rows from which the length of rows is estimated. */
  private static final int LOOKED_AT = 5000;

  private final SplitPart part;
  private final SourceFile source;
  private final SeekableInput file;
  private final AvroRowDecoder decoder;
  private final DataFileReader<ParsedRow> reader;
  private long block = -1;
  private long index;

  private AvroRowSource(
      SplitPart part,
      SourceFile source,
      SeekableInput file,
      AvroRowDecoder decoder,
      DataFileReader<ParsedRow> reader) {
    this.part = part;
    this.source = source;
    this.file = file;
    this.decoder = decoder;
    this.reader = reader;
  }

  static AvroRowSource open(SourceFile source, SplitPart part, ColumnSelection wanted)
      throws IOException {
    AvroRowDecoder decoder = new AvroRowDecoder(wanted, CsvOptions.from(source.conf()).dialect());
    SeekableInput file = source.avro();
    DataFileReader<ParsedRow> reader = reader(file, decoder);
    if (part.start() > 0) {
      reader.sync(part.start());
    }
    return new AvroRowSource(part, source, file, decoder, reader);
  }

  static TableSchema schema(SourceFile source) throws IOException {
    try (DataFileReader<Object> reader = plain(source)) {
      return AvroColumns.of(reader.getSchema());
    }
  }

  /** Rows for each byte of the file in its first blocks. */
  static double rowsPerByte(SourceFile source) throws IOException {
    try (DataFileReader<Object> reader = plain(source)) {
      long start = reader.previousSync();
      long rows = 0;
      while (rows < LOOKED_AT && reader.hasNext()) {
        rows += reader.getBlockCount();
        reader.nextBlock();
      }
      return rows / (double) Math.max(1, reader.previousSync() - start);
    }
  }

  private static DataFileReader<Object> plain(SourceFile source) throws IOException {
    return reader(source.avro(), new GenericDatumReader<>());
  }

  /** Avro leaves a file open that it refuses. */
  private static <T> DataFileReader<T> reader(SeekableInput file, DatumReader<T> decoder)
      throws IOException {
    try {
      return new DataFileReader<>(file, decoder);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public RowStatus next(ParsedRow row) throws IOException {
    try {
      if (!reader.hasNext()) {
        requireRead();
        requireWholeBlocks();
        return null;
      }
      requireRead();
      requireWholeHead();
      if (reader.pastSync(part.end())) {
        return null;
      }
      advance();
      reader.next(row);
      return decoder.cells().status();
    } catch (UnusableInputException e) {
      throw e;
    } catch (LinkageError e) {
      throw new UnusableInputException(
          Paths.shown(part.path()) + ": " + Complaints.ofLibrary(e), e);
    } catch (IOException | RuntimeException e) {
      requireRead();
      throw new UnusableInputException(
          "%s: damaged after%s: %s"
              .formatted(Paths.shown(part.path()), place(0).substring(1), Complaints.of(e)),
          e);
    }
  }

  /** Avro takes some failures of the file system for the end of the file. */
  private void requireRead() throws IOException {
    if (source.failure().isPresent()) {
      throw source.failure().get();
    }
  }

  /** Avro takes a block that is not all there for the end of the file. */
  private void requireWholeBlocks() throws IOException {
    if (reader.previousSync() < file.length()) {
      throw cutOff();
    }
  }

  /** Of a block whose head is not all there Avro says that it has rows, and has none to give. */
  private void requireWholeHead() throws IOException {
    if (reader.previousSync() != block && file.length() - reader.previousSync() < SHORTEST_BLOCK) {
      throw cutOff();
    }
  }

  private UnusableInputException cutOff() throws IOException {
    return new UnusableInputException(
        "%s: the file is cut off: its last block, at byte %d, is not all there"
            .formatted(Paths.shown(part.path()), reader.previousSync()));
  }

  private void advance() throws UnusableInputException {
    long current = reader.previousSync();
    index = current == block ? index + 1 : 0;
    block = current;
    if (index >= MOST_ROWS || block >= LONGEST_FILE) {
      throw new UnusableInputException(
          "%s: a block of more than %d rows, or a file of more than %d bytes"
              .formatted(Paths.shown(part.path()), MOST_ROWS, LONGEST_FILE));
    }
  }

  @Override
  public long position() {
    return (block << INDEX_BITS) | index;
  }

  @Override
  public String place(long mostBytes) {
    return ": row %d of the block at byte %d".formatted(index + 1, Math.max(0, block));
  }

  @Override
  public float progress() throws IOException {
    return Math.min(1, (reader.previousSync() - part.start()) / (float) part.length());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
