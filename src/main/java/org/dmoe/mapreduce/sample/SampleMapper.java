package org.dmoe.mapreduce.sample;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.table.StableHash;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;

/** Keeps the S rows of its split with the smallest hashes. */
public final class SampleMapper
    extends ReportingMapper<RowKey, RowWritable, SampleKey, SampledRow> {

  private final TreeMap<SampleKey, SampledRow> smallest = new TreeMap<>();
  private final SampleKey candidate = new SampleKey();
  private int size;
  private long seed;
  private boolean labelled;
  private String file;
  private long fileHash;

  @Override
  protected void setup(Context context) {
    size = JobKey.SUPPORT_SIZE.getInt(context.getConfiguration());
    seed = JobKey.SEED.getLong(context.getConfiguration());
    labelled = PilotRows.isWanted(context.getConfiguration());
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context) {
    candidate.set(fileHash(key.file()), key);
    boolean full = smallest.size() == size;
    if (full && candidate.compareTo(smallest.lastKey()) >= 0) {
      return;
    }
    if (full) {
      smallest.pollLastEntry();
    }
    smallest.put(new SampleKey(fileHash, key), drawn(row));
  }

  private SampledRow drawn(RowWritable row) {
    double[] x = row.x().clone();
    SampledRow drawn =
        labelled
            ? new SampledRow(x, row.y(), row.weight(), row.exposure())
            : new SampledRow(x, row.exposure());
    return drawn.withRaw(row.raw().clone());
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    for (Map.Entry<SampleKey, SampledRow> entry : smallest.entrySet()) {
      context.write(entry.getKey(), entry.getValue());
    }
  }

  private long fileHash(String name) {
    if (!name.equals(file)) {
      file = name;
      fileHash = StableHash.of(seed, name);
    }
    return fileHash;
  }
}
