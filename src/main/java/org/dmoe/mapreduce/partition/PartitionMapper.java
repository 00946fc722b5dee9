package org.dmoe.mapreduce.partition;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.table.StableHash;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;

/** Says which part each row belongs to: by hash of seed, file and position, or by a column. */
public final class PartitionMapper
    extends ReportingMapper<RowKey, RowWritable, BytesWritable, RowWritable> {

  /** Sets these hashes apart from the supporting sample's, which has the same seed. */
  private static final String SALT = "partition:";

  private final BytesWritable out = new BytesWritable();
  private final Map<String, byte[]> values = new HashMap<>();
  private Partitioning by;
  private int text;
  private int mostParts;
  private long seed;
  private byte[][] parts;
  private String file;
  private byte[] fileName;
  private long fileHash;

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    by = Partitioning.parse(JobKey.PARTITIONING.get(conf));
    text = TableKey.TEXT_COLUMNS.getList(conf).indexOf(by.column());
    mostParts = JobKey.MAX_PARTITIONS.getInt(conf);
    seed = JobKey.SEED.getLong(conf);
    parts = new byte[by.parts()][];
    for (int m = 0; m < parts.length; m++) {
      parts[m] = PartKey.name(PartNames.ofNumber(m));
    }
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context)
      throws IOException, InterruptedException {
    enter(key.file());
    byte[] part = by.isRandom() ? parts[draw(key.position())] : part(row.texts()[text]);
    PartKey.set(out, part, fileName, key.position());
    context.write(out, row);
  }

  private void enter(String name) {
    if (!name.equals(file)) {
      file = name;
      fileName = PartKey.name(name);
      fileHash = StableHash.of(seed, SALT + name);
    }
  }

  /** The hash's upper half, scaled to the number of parts. */
  private int draw(long position) {
    long upper = StableHash.at(fileHash, position) >>> Integer.SIZE;
    return (int) ((upper * by.parts()) >>> Integer.SIZE);
  }

  private byte[] part(String value) throws IOException {
    byte[] part = values.get(value);
    if (part == null) {
      part = PartKey.name(PartNames.ofValue(by.column(), value));
      values.put(value, part);
      PartitionJob.checkParts(by, values.size(), mostParts);
    }
    return part;
  }
}
