package org.dmoe.mapreduce.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.dmoe.evaluate.HeldOutSums;
import org.dmoe.io.ModelFiles;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.mapreduce.job.RowFolds;
import org.dmoe.model.Scorer;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowSplit;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TableOptions.Partition;

/** Sums, machine by machine, what the models without a row's fold say of it. */
public final class HeldOutMapper
    extends ReportingMapper<RowKey, RowWritable, ScoreKey, ArrayPrimitiveWritable> {

  /** For each number of experts, of each fold. */
  private final List<List<Scorer>> scorers = new ArrayList<>();

  private final Map<String, Integer> foldOfMachine = new HashMap<>();
  private final List<HeldOutSums> sums = new ArrayList<>();
  private boolean byMachine;
  private boolean machineIsFile;
  private RowFolds folds;

  /** Identity of the machine at hand; null before the first. */
  private String machine;

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    int number = JobKey.MODELS.getInt(conf);
    for (int m = 0; m < number; m++) {
      scorers.add(scorers(context, EvaluateJob.cacheName(m)));
    }
    byMachine = CacheFiles.has(context, HeldOutJob.MACHINES);
    if (byMachine) {
      readMachines(context);
    }
    machineIsFile = TableKey.PARTITION.getEnum(conf, Partition.class) == Partition.FILE;
    folds = new RowFolds(JobKey.SEED.getLong(conf), JobKey.FOLDS.getInt(conf));
  }

  private static List<Scorer> scorers(Context context, String name) throws IOException {
    String source = Paths.shown(CacheFiles.source(context, name));
    try (InputStream in = CacheFiles.open(context, name)) {
      return ModelFiles.read(in, source).stream()
          .map(model -> Scorer.of(model.mixture().orElseThrow()))
          .toList();
    }
  }

  private void readMachines(Context context) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CacheFiles.open(context, HeldOutJob.MACHINES), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        foldOfMachine.put(line.substring(tab + 1), Integer.valueOf(line.substring(0, tab)));
      }
    }
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context)
      throws IOException, InterruptedException {
    if (machine == null || machineIsFile && !machine.equals(key.file())) {
      writeMachine(context);
      machine = machineIsFile ? key.file() : RowSplit.identity(context.getInputSplit());
      scorers.forEach(all -> sums.add(new HeldOutSums()));
    }
    int fold = byMachine ? foldOfMachine() : folds.of(key);
    for (int m = 0; m < scorers.size(); m++) {
      Scorer scorer = scorers.get(m).get(fold);
      scorer.at(row.x(), row.exposure());
      sums.get(m).add(scorer.logDensity(row.y()), row.weight());
    }
  }

  private int foldOfMachine() throws UnusableInputException {
    Integer fold = foldOfMachine.get(machine);
    if (fold == null) {
      throw new UnusableInputException(
          "--cv: '%s' was not a machine when the models were fitted".formatted(machine));
    }
    return fold;
  }

  private void writeMachine(Context context) throws IOException, InterruptedException {
    String split = RowSplit.identity(context.getInputSplit());
    for (int m = 0; m < sums.size(); m++) {
      double[] state = sums.get(m).toArray();
      context.write(ScoreKey.ofMachine(m, machine, split), new ArrayPrimitiveWritable(state));
    }
    sums.clear();
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    writeMachine(context);
  }
}
