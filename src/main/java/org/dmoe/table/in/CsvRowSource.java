package org.dmoe.table.in;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.LineReader;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.io.CsvRowParser;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/** Rows of CSV; positions are offsets in the text. */
final class CsvRowSource implements RowSource {

  private final TextLines lines;
  private final Configuration conf;
  private final CsvOptions options;
  private final SplitPart part;
  private final ColumnSelection wanted;

  /** Null until the line was met that tells the columns. */
  private CsvRowParser parser;

  private long line;
  private long position;

  private CsvRowSource(
      TextLines lines,
      SourceFile source,
      CsvOptions options,
      SplitPart part,
      ColumnSelection wanted) {
    this.lines = lines;
    this.conf = source.conf();
    this.options = options;
    this.part = part;
    this.wanted = wanted;
  }

  static CsvRowSource open(
      SourceFile source, TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException {
    CsvOptions options = CsvOptions.from(source.conf());
    CsvRowSource rows =
        new CsvRowSource(TextLines.open(source, part, context), source, options, part, wanted);
    if (!options.columns().isEmpty()) {
      rows.parseBy(options.columns());
    } else if (part.start() > 0) {
      rows.parseBy(SpecEntries.header(source.conf(), part.header().number()));
    }
    return rows;
  }

  private void parseBy(List<String> columns) {
    parser = CsvRowParser.of(columns, wanted, options.dialect());
  }

  @Override
  public RowStatus next(ParsedRow row) throws IOException {
    while (nextLine()) {
      position = lines.position();
      Text text = lines.line();
      boolean header = parser == null && meetColumns(text);
      if (!header && position >= part.header().end()) {
        return parser.parse(text.getBytes(), 0, text.getLength(), row);
      }
    }
    return null;
  }

  /** Whether the line is no row, but a header or above it. */
  private boolean meetColumns(Text text) throws UnusableInputException {
    try {
      CsvHeader.columns(text, options).ifPresent(this::parseBy);
      return parser == null || options.hasHeader();
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(Paths.shown(part.path()) + ": " + e.getMessage(), e);
    }
  }

  private boolean nextLine() throws IOException {
    line++;
    try {
      return lines.next();
    } catch (DamageException | ChecksumException e) {
      throw new UnusableInputException(
          "%s: damaged after line %d: %s"
              .formatted(Paths.shown(part.path()), line - 1, Complaints.of(e)),
          e);
    }
  }

  @Override
  public long position() {
    return position;
  }

  /** The first part of a file knows the number of the line; the others have to count. */
  @Override
  public String place(long mostBytes) throws IOException {
    if (part.start() == 0) {
      return ":" + line;
    }
    return position <= mostBytes ? ":" + countedLine() : ":byte " + position;
  }

  private long countedLine() throws IOException {
    try (FSDataInputStream in = part.path().getFileSystem(conf).open(part.path());
        LineReader counted = new LineReader(in, conf)) {
      Text text = new Text();
      long number = 1;
      for (long at = 0; at < position; number++) {
        at += counted.readLine(text);
      }
      return number;
    }
  }

  @Override
  public float progress() throws IOException {
    return lines.progress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
