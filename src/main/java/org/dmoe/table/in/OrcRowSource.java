package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.protobuf.InvalidProtocolBufferException;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowCells;
import org.dmoe.data.row.RowStatus;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/**
 * Rows of an ORC file; a part has the stripes that begin in it. Positions are the rows' numbers in
 * the file.
 */
final class OrcRowSource implements RowSource {

  private final SplitPart part;
  private final SourceFile source;
  private final OrcBytes bytes;
  private final RecordReader records;
  private final OrcBatches batches;
  private final RowCells cells;
  private final List<Column> columns;
  private final VectorizedRowBatch batch;
  private final long all;
  private long first;
  private int next;
  private long read;

  /** A column that is read, and its place among the file's. */
  private record Column(int place, OrcCell cell) {}

  private OrcRowSource(
      SplitPart part, SourceFile source, OrcBytes bytes, Reader file, RowCells cells)
      throws IOException {
    this.part = part;
    this.source = source;
    this.bytes = bytes;
    this.cells = cells;
    columns = columns(file.getSchema(), cells);
    batch = file.getSchema().createRowBatch();
    all = rows(file, part);
    records =
        file.rows(
            file.options()
                .range(part.start(), part.length())
                .include(included(file.getSchema(), columns)));
    batches = new OrcBatches(records);
  }

  static OrcRowSource open(SourceFile source, SplitPart part, ColumnSelection wanted)
      throws IOException {
    OrcBytes bytes = source.orc();
    try {
      Reader file = reader(source, bytes);
      RowCells cells =
          new RowCells(
              OrcColumns.of(file.getSchema()).columns(),
              wanted,
              CsvOptions.from(source.conf()).dialect());
      return new OrcRowSource(part, source, bytes, file, cells);
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      bytes.closeStreams();
      throw e;
    }
  }

  static TableSchema schema(SourceFile source) throws IOException {
    return look(source, file -> OrcColumns.of(file.getSchema()));
  }

  /** How many rows a part has. */
  static long rows(SourceFile source, SplitPart part) throws IOException {
    return look(source, file -> rows(file, part));
  }

  private static long rows(Reader file, SplitPart part) {
    return file.getStripes().stream()
        .filter(stripe -> part.start() <= stripe.getOffset() && stripe.getOffset() < part.end())
        .mapToLong(StripeInformation::getNumberOfRows)
        .sum();
  }

  /** What is done with a file of which no row is read. */
  private interface Look<T> {
    T at(Reader file) throws IOException;
  }

  private static <T> T look(SourceFile source, Look<T> look) throws IOException {
    OrcBytes bytes = source.orc();
    try {
      return look.at(reader(source, bytes));
    } finally {
      bytes.closeStreams();
    }
  }

  /** Times without a zone count as UTC, dates as those of the Gregorian calendar. */
  private static Reader reader(SourceFile source, OrcBytes bytes) throws IOException {
    OrcFile.ReaderOptions options =
        OrcFile.readerOptions(source.conf())
            .filesystem(bytes)
            .useUTCTimestamp(true)
            .convertToProlepticGregorian(true);
    try {
      Reader file = OrcFile.createReader(source.path(), options);
      OrcCodecs.requireReadable(file.getCompressionKind());
      return file;
    } catch (InvalidProtocolBufferException e) {
      throw new DamageException("its end is garbled, or the file is cut off", e);
    }
  }

  private static List<Column> columns(TypeDescription schema, RowCells cells) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < cells.columns(); c++) {
      if (cells.wants(c)) {
        columns.add(new Column(c, OrcCell.of(schema.getChildren().get(c))));
      }
    }
    return columns;
  }

  /** By the numbers of types, of which the first is that of the rows. */
  private static boolean[] included(TypeDescription schema, List<Column> columns) {
    boolean[] included = new boolean[schema.getMaximumId() + 1];
    included[schema.getId()] = true;
    columns.forEach(column -> included[schema.getChildren().get(column.place()).getId()] = true);
    return included;
  }

  @Override
  public RowStatus next(ParsedRow row) throws IOException {
    try {
      if (next == batch.size && !nextBatch()) {
        return null;
      }
      int index = next++;
      read++;
      cells.begin(row);
      for (Column column : columns) {
        put(column, index);
      }
      return cells.status();
    } catch (LinkageError e) {
      throw new UnusableInputException(
          Paths.shown(part.path()) + ": " + Complaints.ofLibrary(e), e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (source.failure().isPresent()) {
        throw source.failure().get();
      }
      throw new UnusableInputException(
          "%s: damaged after%s: %s"
              .formatted(Paths.shown(part.path()), place(0).substring(1), complaint(e)),
          e);
    }
  }

  /** ORC's own exception names the file alone. */
  private static String complaint(Throwable failure) {
    boolean wrapped = failure instanceof IOException && failure.getCause() != null;
    return failure instanceof DamageException || !wrapped
        ? Complaints.of(failure)
        : Complaints.of(failure.getCause());
  }

  private boolean nextBatch() throws IOException {
    first = records.getRowNumber();
    next = 0;
    return batches.next(batch);
  }

  private void put(Column column, int row) {
    ColumnVector values = batch.cols[column.place()];
    int index = values.isRepeating ? 0 : row;
    if (values.noNulls || !values.isNull[index]) {
      column.cell().put(cells, column.place(), values, index);
    } else {
      cells.missing(column.place());
    }
  }

  @Override
  public long position() {
    return first + next - 1;
  }

  @Override
  public String place(long mostBytes) {
    return ": row " + (position() + 1);
  }

  @Override
  public float progress() {
    return read / (float) Math.max(1, all);
  }

  @Override
  public void close() throws IOException {
    try {
      batches.close();
    } finally {
      bytes.closeStreams();
    }
  }
}
