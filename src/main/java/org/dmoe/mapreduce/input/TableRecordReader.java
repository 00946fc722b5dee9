package org.dmoe.mapreduce.input;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.dmoe.data.FeatureSpec;
import org.dmoe.io.CsvDialect;
import org.dmoe.io.CsvRowParser;
import org.dmoe.io.ParsedRow;
import org.dmoe.mapreduce.DmoeCounter;
import org.dmoe.mapreduce.DmoeKey;
import org.dmoe.mapreduce.Paths;
import org.dmoe.mapreduce.TaskErrors;
import org.dmoe.mapreduce.UnusableInputException;
import org.dmoe.mapreduce.input.TableOptions.MissingPolicy;

/** Reads the rows of a split; the lines are found by Hadoop's own reader. */
final class TableRecordReader extends RecordReader<RowKey, RowWritable> {

  private final LineRecordReader lines = new LineRecordReader();
  private final RowKey key = new RowKey();
  private final RowWritable value = new RowWritable();
  private String file;
  private String path;
  private Optional<CsvRowParser> parser;
  private ParsedRow row;
  private BadRows badRows;
  private boolean skipMissing;
  private Counter rows;
  private Counter missing;
  private long line;

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context)
      throws IOException, InterruptedException {
    TaskErrors.reporting(
        context.getConfiguration(),
        TableSplit.identity(split),
        () -> open((TableSplit) split, context));
  }

  private void open(TableSplit split, TaskAttemptContext context) throws IOException {
    Configuration conf = context.getConfiguration();
    TableOptions options = TableOptions.from(conf);
    FeatureSpec columns = TableInputFormat.columns(conf);
    file = split.file();
    path = Paths.shown(split.getPath());
    List<String> texts = DmoeKey.TEXT_COLUMNS.getList(conf);
    row = new ParsedRow(columns.dimension(), texts.size());
    badRows = new BadRows(split, context, options.maxBadRows());
    skipMissing = options.missing() == MissingPolicy.SKIP;
    rows = context.getCounter(DmoeCounter.ROWS);
    missing = context.getCounter(DmoeCounter.MISSING_ROWS_SKIPPED);
    Optional<List<String>> header = TableHeader.read(conf, split.getPath());
    parser = header.map(names -> CsvRowParser.of(names, columns, texts, CsvDialect.DEFAULT));
    lines.initialize(split, context);
    if (split.getStart() == 0) {
      nextLine();
    }
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    if (parser.isEmpty()) {
      return false;
    }
    while (nextLine()) {
      Text text = lines.getCurrentValue();
      switch (parser.get().parse(text.getBytes(), 0, text.getLength(), row)) {
        case OK -> {
          accept(lines.getCurrentKey());
          return true;
        }
        case MISSING -> missing(lines.getCurrentKey());
        case BAD -> badRows.add(line, lines.getCurrentKey().get(), row.reason());
        case BLANK -> {}
      }
    }
    return false;
  }

  private boolean nextLine() throws IOException {
    line++;
    try {
      return lines.nextKeyValue();
    } catch (EOFException | ZipException e) {
      throw new UnusableInputException(
          path + ": damaged after line " + (line - 1) + ": " + e.getMessage(), e);
    }
  }

  private void accept(LongWritable position) {
    rows.increment(1);
    key.set(file, position.get());
    value.set(row.x(), row.y(), 1, row.texts());
  }

  private void missing(LongWritable position) throws IOException {
    if (skipMissing) {
      missing.increment(1);
    } else {
      badRows.add(line, position.get(), row.reason() + " (--missing skip leaves such rows out)");
    }
  }

  @Override
  public RowKey getCurrentKey() {
    return key;
  }

  @Override
  public RowWritable getCurrentValue() {
    return value;
  }

  @Override
  public float getProgress() throws IOException {
    return lines.getProgress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
