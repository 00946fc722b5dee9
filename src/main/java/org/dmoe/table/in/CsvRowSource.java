package org.dmoe.table.in;

import java.io.IOException;
import java.util.Optional;
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
  private final SplitPart part;
  private final Optional<CsvRowParser> parser;
  private final long firstRow;
  private long line;
  private long position;

  private CsvRowSource(
      TextLines lines,
      Configuration conf,
      SplitPart part,
      Optional<CsvRowParser> parser,
      long firstRow) {
    this.lines = lines;
    this.conf = conf;
    this.part = part;
    this.parser = parser;
    this.firstRow = firstRow;
  }

  static CsvRowSource open(
      SourceFile source, TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException {
    CsvOptions options = CsvOptions.from(source.conf());
    Optional<CsvHeader> header = CsvHeader.read(source, options);
    Optional<CsvRowParser> parser =
        header.map(h -> CsvRowParser.of(h.columns(), wanted, options.dialect()));
    return new CsvRowSource(
        TextLines.open(source, part, context),
        source.conf(),
        part,
        parser,
        header.map(CsvHeader::end).orElse(0L));
  }

  @Override
  public RowStatus next(ParsedRow row) throws IOException {
    if (parser.isEmpty()) {
      return null;
    }
    while (nextLine()) {
      position = lines.position();
      if (position >= firstRow) {
        Text text = lines.line();
        return parser.get().parse(text.getBytes(), 0, text.getLength(), row);
      }
    }
    return null;
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
