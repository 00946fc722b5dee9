package org.dmoe.table.in;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.table.Paths;
import org.dmoe.table.RowCounter;
import org.dmoe.table.TaskMessages;
import org.dmoe.table.in.TableOptions.MissingPolicy;

/** Reads the rows of a split, part after part. */
final class RowReader extends RecordReader<RowKey, RowWritable> {

  private final RowKey key = new RowKey();
  private final RowWritable value = new RowWritable();
  private RowSplit split;
  private TaskAttemptContext context;
  private RowDesign design;
  private ParsedRow row;
  private BadRows badRows;
  private boolean skipMissing;
  private Counter rows;
  private Counter missing;
  private Iterator<SplitPart> left;
  private SplitPart part;
  private RowSource source;
  private long given;
  private long bytes;
  private long bytesDone;

  @Override
  public void initialize(InputSplit inputSplit, TaskAttemptContext taskContext) {
    split = (RowSplit) inputSplit;
    bytes = split.getLength();
    context = taskContext;
  }

  private void open() throws IOException {
    Configuration conf = context.getConfiguration();
    TableOptions options = TableOptions.from(conf);
    design = new RowDesign(conf, options);
    row = design.selection().newRow();
    badRows = new BadRows(split, context, options.maxBadRows());
    skipMissing = options.missing() != MissingPolicy.FAIL;
    rows = context.getCounter(RowCounter.ROWS);
    missing = context.getCounter(RowCounter.MISSING_ROWS_SKIPPED);
    left = split.parts().iterator();
    nextPart();
  }

  private boolean nextPart() throws IOException {
    close();
    if (part != null) {
      noteIfEmpty();
      bytesDone += part.length();
    }
    if (!left.hasNext()) {
      part = null;
      return false;
    }
    part = left.next();
    given = 0;
    source = TableFormat.source(context, part, design.selection());
    return true;
  }

  private void noteIfEmpty() throws IOException {
    if (part.whole() && given == 0) {
      TaskMessages.noRow(context.getConfiguration(), part.file(), Paths.shown(part.path()));
    }
  }

  /** Opens at the first row, so that a mapper hears of a failure as it does of a bad row. */
  @Override
  public boolean nextKeyValue() throws IOException {
    if (left == null) {
      open();
    }
    while (source != null) {
      RowStatus status = source.next(row);
      if (status == null) {
        nextPart();
      } else if (isRow(status)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRow(RowStatus parsed) throws IOException {
    RowStatus status = design.encode(parsed, row, value);
    given += status == RowStatus.BLANK ? 0 : 1;
    switch (status) {
      case OK -> {
        rows.increment(1);
        key.set(part.file(), source.position());
        return true;
      }
      case MISSING -> missing();
      case BAD -> badRows.add(source, part.path(), design.reason() + design.advice(row));
      case BLANK -> {}
    }
    return false;
  }

  private void missing() throws IOException {
    if (skipMissing) {
      missing.increment(1);
    } else {
      badRows.add(
          source,
          part.path(),
          design.reason()
              + " (skip such rows with --missing skip, or impute means of numeric covariates with --missing mean)");
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
    if (source == null) {
      return left == null ? 0 : 1;
    }
    double done = bytesDone + part.length() * (double) source.progress();
    return (float) Math.min(1, done / Math.max(1, bytes));
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      source.close();
      source = null;
    }
  }
}
