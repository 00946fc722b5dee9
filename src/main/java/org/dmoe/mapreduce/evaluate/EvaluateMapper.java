package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.dmoe.evaluate.DiagnosticSums;
import org.dmoe.evaluate.FamilySums;
import org.dmoe.evaluate.ResidualHistogram;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TaskMachines;

/** Scores every model on every row of its split and emits the sums of each machine. */
public final class EvaluateMapper
    extends ReportingMapper<RowKey, RowWritable, ScoreKey, ArrayPrimitiveWritable> {

  private final List<ModelColumns> models = new ArrayList<>();
  private TaskMachines machines;

  /** The file of the row at hand: pictures have a machine for each. */
  private String file = "";

  @Override
  protected void setup(Context context) throws IOException {
    List<String> table = RowInputFormat.columns(context.getConfiguration()).features();
    int number = JobKey.MODELS.getInt(context.getConfiguration());
    int diagnosed = JobKey.DIAGNOSED.getInt(context.getConfiguration());
    machines = TaskMachines.of(context.getConfiguration(), context.getInputSplit());
    for (int m = 0; m < number; m++) {
      String name = EvaluateJob.cacheName(m);
      String source = Paths.shown(CacheFiles.source(context, name));
      try (InputStream in = CacheFiles.open(context, name)) {
        models.add(ModelColumns.read(in, source, table, m < diagnosed));
      }
    }
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context)
      throws IOException, InterruptedException {
    if (machines.isFirst(key)) {
      write(context);
      machines.begin(key);
    } else if (!file.equals(key.file())) {
      writeFile(context);
    }
    file = key.file();
    String label = row.texts().length == 0 ? "" : row.texts()[0];
    for (ModelColumns model : models) {
      model.add(row.x(), row.y(), row.exposure(), row.weight());
      if (!label.isEmpty() && row.weight() > 0) {
        addLabel(model, label, row);
      }
    }
  }

  private void writeFile(Context context) throws IOException, InterruptedException {
    for (int m = 0; m < models.size(); m++) {
      Optional<ResidualHistogram> residuals = models.get(m).takeResiduals();
      if (residuals.isPresent()) {
        double[] state = residuals.get().toArray();
        ScoreKey key = ScoreKey.ofMachine(m, file, machines.current());
        context.write(key, new ArrayPrimitiveWritable(state));
      }
    }
  }

  private static void addLabel(ModelColumns model, String label, RowWritable row)
      throws IOException {
    try {
      model.addLabel(label, row.y(), row.weight());
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException("--label: " + e.getMessage(), e);
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    write(context);
  }

  /** What has been summed since the machine began; the next one's sums begin anew. */
  private void write(Context context) throws IOException, InterruptedException {
    if (!machines.hasBegun()) {
      return;
    }
    String split = machines.current();
    writeFile(context);
    for (int m = 0; m < models.size(); m++) {
      double[] state = models.get(m).evaluator().sums().toArray();
      context.write(ScoreKey.ofMetrics(m, split), new ArrayPrimitiveWritable(state));
      Optional<FamilySums> family = models.get(m).evaluator().family();
      if (family.isPresent()) {
        double[] sums = family.get().toArray();
        List<String> classes = models.get(m).classes();
        context.write(ScoreKey.ofFamily(m, classes, split), new ArrayPrimitiveWritable(sums));
      }
      Optional<DiagnosticSums> diagnostics = models.get(m).evaluator().diagnostics();
      if (diagnostics.isPresent()) {
        double[] sums = diagnostics.get().toArray();
        context.write(ScoreKey.ofDiagnostics(m, split), new ArrayPrimitiveWritable(sums));
      }
      for (Map.Entry<String, double[]> label : models.get(m).labels().counts().entrySet()) {
        ScoreKey key = ScoreKey.ofLabel(m, label.getKey(), split);
        context.write(key, new ArrayPrimitiveWritable(label.getValue()));
      }
    }
    models.replaceAll(ModelColumns::anew);
  }
}
