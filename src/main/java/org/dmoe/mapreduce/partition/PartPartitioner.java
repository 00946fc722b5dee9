package org.dmoe.mapreduce.partition;

import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.mapreduce.Partitioner;
import org.dmoe.table.in.RowWritable;

/** All rows of a part go to one reducer. */
public final class PartPartitioner extends Partitioner<BytesWritable, RowWritable> {

  @Override
  public int getPartition(BytesWritable key, RowWritable row, int reducers) {
    return Math.floorMod(PartKey.partHash(key), reducers);
  }
}
