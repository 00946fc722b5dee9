package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import java.util.TreeMap;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.dmoe.evaluate.HeldOut;
import org.dmoe.evaluate.HeldOutMachines;
import org.dmoe.evaluate.HeldOutSums;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.model.UnusableInputException;

/** Adds the machines up in the order of their identities; a line for each number of experts. */
public final class HeldOutReducer
    extends ReportingReducer<ScoreKey, ArrayPrimitiveWritable, NullWritable, Text> {

  private final TreeMap<Integer, HeldOutMachines> machines = new TreeMap<>();

  @Override
  protected String identity(Context context) {
    return "cross-validation";
  }

  @Override
  protected void reduce(ScoreKey key, Iterable<ArrayPrimitiveWritable> states, Context context) {
    HeldOutSums machine = new HeldOutSums();
    for (ArrayPrimitiveWritable state : states) {
      machine.merge(HeldOutSums.fromArray((double[]) state.get()));
    }
    machines.computeIfAbsent(key.model(), model -> new HeldOutMachines()).add(machine);
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    boolean byMachine = CacheFiles.has(context, HeldOutJob.MACHINES);
    if (machines.isEmpty()) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    for (HeldOutMachines of : machines.values()) {
      HeldOut heldOut = byMachine ? of.ofMachines() : of.ofRows();
      context.write(NullWritable.get(), HeldOutJob.line(heldOut));
    }
  }
}
