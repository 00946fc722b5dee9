package org.dmoe.mapreduce.simulate;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.dmoe.data.synthetic.RowGenerator;

/**
 * Ranges of rows to draw. A record is a part of one block of the generator: the number of its first
 * row, and that after its last.
 */
public final class RowRangeInputFormat extends InputFormat<LongWritable, LongWritable> {

  private static final int BLOCK = RowGenerator.BLOCK_ROWS;

  @Override
  public List<InputSplit> getSplits(JobContext job) {
    SimulateOptions options = SimulateOptions.from(job.getConfiguration());
    long start = options.firstRow();
    long end = start + options.rows();
    long firstBlock = start / BLOCK;
    long blocks = (end - 1) / BLOCK - firstBlock + 1;
    long maps = Math.min(options.maps(), blocks);
    List<InputSplit> splits = new ArrayList<>();
    long from = start;
    for (long m = 0; m < maps; m++) {
      long endBlock = firstBlock + blocks / maps * (m + 1) + Math.min(m + 1, blocks % maps);
      long to = m == maps - 1 ? end : endBlock * BLOCK;
      splits.add(new RowRangeSplit(from, to));
      from = to;
    }
    return splits;
  }

  @Override
  public RecordReader<LongWritable, LongWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new Reader();
  }

  private static final class Reader extends RecordReader<LongWritable, LongWritable> {

    private final LongWritable from = new LongWritable();
    private final LongWritable to = new LongWritable();
    private RowRangeSplit split;

    @Override
    public void initialize(InputSplit range, TaskAttemptContext context) {
      split = (RowRangeSplit) range;
      to.set(split.first());
    }

    @Override
    public boolean nextKeyValue() {
      if (to.get() >= split.end()) {
        return false;
      }
      from.set(to.get());
      long left = split.end() - from.get();
      to.set(from.get() + Math.min(left, BLOCK - from.get() % BLOCK));
      return true;
    }

    @Override
    public LongWritable getCurrentKey() {
      return from;
    }

    @Override
    public LongWritable getCurrentValue() {
      return to;
    }

    @Override
    public float getProgress() {
      return (float) ((to.get() - split.first()) / (double) split.rows());
    }

    @Override
    public void close() {}
  }
}
