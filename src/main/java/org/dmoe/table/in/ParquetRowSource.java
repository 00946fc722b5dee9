package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowCells;
import org.dmoe.data.row.RowStatus;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/**
 * Rows of a Parquet file; a part has the row groups whose middle lies in it. Positions are the
 * rows' numbers in the file.
 */
final class ParquetRowSource implements RowSource {

  private final SplitPart part;
  private final SourceFile source;
  private final ParquetFileReader reader;
  private final ParquetRowMaterializer materializer;
  private final MessageType requested;
  private final long all;
  private RecordReader<RowStatus> records;
  private long position = -1;
  private long next;
  private long end;
  private long read;

  private ParquetRowSource(
      SplitPart part,
      SourceFile source,
      ParquetFileReader reader,
      ParquetRowMaterializer materializer,
      MessageType requested) {
    this.part = part;
    this.source = source;
    this.reader = reader;
    this.materializer = materializer;
    this.requested = requested;
    this.all = rows(reader);
  }

  static ParquetRowSource open(SourceFile source, SplitPart part, ColumnSelection wanted)
      throws IOException {
    ParquetFileReader reader = reader(source, part);
    try {
      FileMetaData file = reader.getFileMetaData();
      RowCells cells =
          new RowCells(
              ParquetColumns.of(file).columns(), wanted, CsvOptions.from(source.conf()).dialect());
      int[] columns = columns(cells);
      List<Type> types = new ArrayList<>();
      for (int column : columns) {
        types.add(file.getSchema().getType(column));
      }
      MessageType requested = new MessageType(file.getSchema().getName(), types);
      reader.setRequestedSchema(requested);
      return new ParquetRowSource(
          part, source, reader, new ParquetRowMaterializer(cells, columns, requested), requested);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** How many rows a part has. */
  static long rows(SourceFile source, SplitPart part) throws IOException {
    try (ParquetFileReader reader = reader(source, part)) {
      return rows(reader);
    }
  }

  static TableSchema schema(SourceFile source) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(source.parquet())) {
      ParquetCodecs.requireReadable(source.conf(), reader.getFooter());
      return ParquetColumns.of(reader.getFileMetaData());
    }
  }

  private static ParquetFileReader reader(SourceFile source, SplitPart part) throws IOException {
    return ParquetFileReader.open(
        source.parquet(),
        HadoopReadOptions.builder(source.conf(), part.path())
            .withRange(part.start(), part.end())
            .usePageChecksumVerification(true)
            .build());
  }

  private static long rows(ParquetFileReader reader) {
    return reader.getRowGroups().stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  private static int[] columns(RowCells cells) {
    List<Integer> wanted = new ArrayList<>();
    for (int c = 0; c < cells.columns(); c++) {
      if (cells.wants(c)) {
        wanted.add(c);
      }
    }
    return wanted.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public RowStatus next(ParsedRow row) throws IOException {
    try {
      if (next == end && !nextGroup()) {
        return null;
      }
      position = next++;
      read++;
      materializer.fill(row);
      return records.read();
    } catch (LinkageError e) {
      throw new UnusableInputException(
          Paths.shown(part.path()) + ": " + Complaints.ofLibrary(e), e);
    } catch (IOException | RuntimeException e) {
      if (source.failure().isPresent()) {
        throw source.failure().get();
      }
      throw new UnusableInputException(
          "%s: damaged after%s: %s"
              .formatted(Paths.shown(part.path()), place(0).substring(1), Complaints.of(e)),
          e);
    }
  }

  private boolean nextGroup() throws IOException {
    PageReadStore pages = reader.readNextRowGroup();
    if (pages == null) {
      return false;
    }
    next = pages.getRowIndexOffset().orElseThrow();
    end = next + pages.getRowCount();
    records =
        new ColumnIOFactory(reader.getFileMetaData().getCreatedBy())
            .getColumnIO(requested, requested)
            .getRecordReader(pages, materializer);
    return next < end || nextGroup();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public String place(long mostBytes) {
    return ": row " + (position + 1);
  }

  @Override
  public float progress() {
    return read / (float) Math.max(1, all);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
