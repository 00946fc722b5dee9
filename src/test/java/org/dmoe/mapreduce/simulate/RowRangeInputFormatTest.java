package org.dmoe.mapreduce.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.data.synthetic.SyntheticKind;

class RowRangeInputFormatTest {

  private final RowRangeInputFormat format = new RowRangeInputFormat();

  private List<InputSplit> splits(long first, long rows, int maps) {
    Configuration conf = new Configuration(false);
    SimulateOptions.builder(rows)
        .kind(SyntheticKind.HARD)
        .dimension(2)
        .experts(2)
        .firstRow(first)
        .maps(maps)
        .build()
        .store(conf);
    return format.getSplits(new JobContextImpl(conf, new JobID()));
  }

  @Property(tries = 300, seed = "1")
  void splitsCoverTheRowsAndMeetBetweenBlocks(
      @ForAll @LongRange(max = 100_000) long first,
      @ForAll @LongRange(min = 1, max = 100_000) long rows,
      @ForAll @IntRange(min = 1, max = 120) int maps) {
    long next = first;
    for (InputSplit split : splits(first, rows, maps)) {
      RowRangeSplit range = (RowRangeSplit) split;
      assertThat(range.first()).isEqualTo(next);
      assertThat(range.first() == first || range.first() % RowGenerator.BLOCK_ROWS == 0).isTrue();
      assertThat(range.rows()).isPositive();
      next = range.end();
    }
    assertThat(next).isEqualTo(first + rows);
    assertThat(splits(first, rows, maps)).hasSizeLessThanOrEqualTo(maps);
  }

  @Property(tries = 100, seed = "1")
  void recordsAreThePartsOfBlocks(
      @ForAll @LongRange(max = 5000) long first, @ForAll @LongRange(min = 1, max = 5000) long rows)
      throws Exception {
    InputSplit split = splits(first, rows, 1).get(0);
    RecordReader<LongWritable, LongWritable> reader = format.createRecordReader(split, null);
    reader.initialize(split, null);
    List<Long> ends = new ArrayList<>(List.of(first));
    while (reader.nextKeyValue()) {
      long from = reader.getCurrentKey().get();
      long to = reader.getCurrentValue().get();
      assertThat(from).isEqualTo(ends.get(ends.size() - 1));
      assertThat((to - 1) / RowGenerator.BLOCK_ROWS).isEqualTo(from / RowGenerator.BLOCK_ROWS);
      ends.add(to);
    }
    assertThat(ends.get(ends.size() - 1)).isEqualTo(first + rows);
    assertThat(reader.getProgress()).isEqualTo(1);
  }

  @Property(tries = 1)
  void hugeRangesDoNotOverflow() {
    List<InputSplit> splits = splits(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 10_000);

    assertThat(splits).hasSize(10_000);
    assertThat(((RowRangeSplit) splits.get(9_999)).end()).isEqualTo(Long.MAX_VALUE - 1);
  }
}
