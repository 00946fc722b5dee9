package org.dmoe.table.in;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.util.LineReader;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.io.CsvRowParser;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/** Rows of CSV, the lines found by Hadoop's own reader; positions are offsets in the text. */
final class CsvRowSource implements RowSource {

  private final LineRecordReader lines = new LineRecordReader();
  private final Configuration conf;
  private final SplitPart part;
  private final Optional<CsvRowParser> parser;
  private final long firstRow;
  private long line;
  private long position;

  private CsvRowSource(
      Configuration conf, SplitPart part, Optional<CsvRowParser> parser, long firstRow) {
    this.conf = conf;
    this.part = part;
    this.parser = parser;
    this.firstRow = firstRow;
  }

  static CsvRowSource open(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException {
    Configuration conf = context.getConfiguration();
    CsvOptions options = CsvOptions.from(conf);
    Optional<CsvHeader> header = CsvHeader.read(conf, part.path(), options);
    CsvRowSource source =
        new CsvRowSource(
            conf,
            part,
            header.map(h -> CsvRowParser.of(h.columns(), wanted, options.dialect())),
            header.map(CsvHeader::end).orElse(0L));
    FileSplit lines = new FileSplit(part.path(), part.start(), part.length(), new String[0]);
    source.lines.initialize(lines, context);
    return source;
  }

  @Override
  public RowStatus next(ParsedRow row) throws IOException {
    if (parser.isEmpty()) {
      return null;
    }
    while (nextLine()) {
      position = lines.getCurrentKey().get();
      if (position >= firstRow) {
        Text text = lines.getCurrentValue();
        return parser.get().parse(text.getBytes(), 0, text.getLength(), row);
      }
    }
    return null;
  }

  private boolean nextLine() throws IOException {
    line++;
    try {
      return lines.nextKeyValue();
    } catch (LinkageError e) {
      throw new UnusableInputException(
          Paths.shown(part.path()) + ": " + Complaints.ofLibrary(e), e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (!isOfContents(e)) {
        throw e;
      }
      throw new UnusableInputException(
          "%s: damaged after line %d: %s"
              .formatted(Paths.shown(part.path()), line - 1, Complaints.of(e)),
          e);
    }
  }

  /**
   * Whether it is what was read, and not the reading, that failed. Codecs throw plain IOExceptions,
   * file systems mostly exceptions of their own; a wrong length of a block asks for much memory.
   */
  private boolean isOfContents(Throwable failure) {
    if (failure instanceof EOFException || failure instanceof ZipException) {
      return true;
    }
    boolean ofCodec =
        failure.getClass() == IOException.class
            || failure instanceof RuntimeException
            || failure instanceof OutOfMemoryError;
    return ofCodec && !TableFormat.CSV.isSplittable(conf, part.path());
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
    return lines.getProgress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
