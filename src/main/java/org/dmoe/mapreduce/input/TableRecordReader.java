package org.dmoe.mapreduce.input;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.dmoe.io.ParsedRow;
import org.dmoe.io.RowStatus;
import org.dmoe.mapreduce.DmoeCounter;
import org.dmoe.mapreduce.TaskErrors;
import org.dmoe.mapreduce.input.TableOptions.MissingPolicy;

/** Reads the rows of a split, part after part. */
final class TableRecordReader extends RecordReader<RowKey, RowWritable> {

  private final RowKey key = new RowKey();
  private final RowWritable value = new RowWritable();
  private TableSplit split;
  private TaskAttemptContext context;
  private RowDesign design;
  private ParsedRow row;
  private BadRows badRows;
  private boolean skipMissing;
  private Counter rows;
  private Counter missing;
  private Iterator<TablePart> left;
  private TablePart part;
  private RowSource source;
  private long bytesDone;

  @Override
  public void initialize(InputSplit inputSplit, TaskAttemptContext taskContext)
      throws IOException, InterruptedException {
    split = (TableSplit) inputSplit;
    context = taskContext;
    TaskErrors.reporting(context.getConfiguration(), TableSplit.identity(split), this::open);
  }

  private void open() throws IOException {
    Configuration conf = context.getConfiguration();
    TableOptions options = TableOptions.from(conf);
    design = new RowDesign(conf, options);
    row = design.selection().newRow();
    badRows = new BadRows(split, context, options.maxBadRows());
    skipMissing = options.missing() != MissingPolicy.FAIL;
    rows = context.getCounter(DmoeCounter.ROWS);
    missing = context.getCounter(DmoeCounter.MISSING_ROWS_SKIPPED);
    left = split.parts().iterator();
    nextPart();
  }

  private boolean nextPart() throws IOException {
    close();
    if (part != null) {
      bytesDone += part.length();
    }
    if (!left.hasNext()) {
      part = null;
      return false;
    }
    part = left.next();
    source = TableFormat.source(context, part, design.selection());
    return true;
  }

  @Override
  public boolean nextKeyValue() throws IOException {
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
    switch (design.encode(parsed, row, value)) {
      case OK -> {
        rows.increment(1);
        key.set(part.file(), source.position());
        return true;
      }
      case MISSING -> missing();
      case BAD -> badRows.add(source, part.path(), design.reason());
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
              + " (--missing skip leaves such rows out, --missing mean completes numeric covariates)");
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
      return 1;
    }
    double done = bytesDone + part.length() * (double) source.progress();
    return (float) Math.min(1, done / Math.max(1, split.getLength()));
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      source.close();
      source = null;
    }
  }
}
