package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.dmoe.evaluate.DiagnosticSums;
import org.dmoe.evaluate.FamilySums;
import org.dmoe.evaluate.LabelCounts;
import org.dmoe.evaluate.MachineResiduals;
import org.dmoe.evaluate.Metrics;
import org.dmoe.evaluate.ResidualHistogram;
import org.dmoe.evaluate.RowSums;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.model.UnusableInputException;

/** Adds each model's sums up in the order of the splits and writes its metrics as a line. */
public final class EvaluateReducer
    extends ReportingReducer<ScoreKey, ArrayPrimitiveWritable, NullWritable, Text> {

  private final TreeMap<Integer, RowSums> sums = new TreeMap<>();
  private final Map<Integer, FamilySums> families = new HashMap<>();
  private final Map<Integer, List<String>> classes = new HashMap<>();
  private final Map<Integer, DiagnosticSums> diagnostics = new HashMap<>();
  private final Map<Integer, MachineResiduals> machines = new HashMap<>();
  private final Map<Integer, LabelCounts> labels = new HashMap<>();

  /** The machine at hand; null before the first one. */
  private ScoreKey machine;

  private ResidualHistogram residuals;

  @Override
  protected String identity(Context context) {
    return "evaluation";
  }

  @Override
  protected void reduce(ScoreKey key, Iterable<ArrayPrimitiveWritable> states, Context context) {
    for (ArrayPrimitiveWritable state : states) {
      double[] numbers = (double[]) state.get();
      switch (key.kind()) {
        case METRICS -> add(key.model(), RowSums.fromArray(numbers));
        case FAMILY -> add(key, FamilySums.fromArray(numbers));
        case DIAGNOSTICS -> add(key.model(), DiagnosticSums.fromArray(numbers));
        case LABEL ->
            labels
                .computeIfAbsent(key.model(), m -> new LabelCounts(LabelCounts.experts(numbers)))
                .add(key.group(), numbers);
        case MACHINE -> addMachine(key, ResidualHistogram.fromArray(numbers));
      }
    }
  }

  private void add(int model, RowSums part) {
    RowSums before = sums.putIfAbsent(model, part);
    if (before != null) {
      before.merge(part);
    }
  }

  private void add(ScoreKey key, FamilySums part) {
    classes.put(key.model(), key.classes());
    FamilySums before = families.putIfAbsent(key.model(), part);
    if (before != null) {
      before.merge(part);
    }
  }

  private void add(int model, DiagnosticSums part) {
    DiagnosticSums before = diagnostics.putIfAbsent(model, part);
    if (before != null) {
      before.merge(part);
    }
  }

  /** A machine's keys come one after another, so that one histogram is held at a time. */
  private void addMachine(ScoreKey key, ResidualHistogram part) {
    if (machine != null && machine.model() == key.model() && machine.group().equals(key.group())) {
      residuals.merge(part);
      return;
    }
    endMachine();
    machine = ScoreKey.ofMachine(key.model(), key.group(), "");
    residuals = part;
  }

  private void endMachine() {
    if (machine != null) {
      machines
          .computeIfAbsent(machine.model(), m -> new MachineResiduals())
          .add(machine.group(), residuals);
    }
  }

  private Metrics metrics(int model) {
    Metrics metrics = sums.get(model).metrics();
    if (families.containsKey(model)) {
      metrics = families.get(model).addTo(metrics, classes.get(model));
    }
    if (diagnostics.containsKey(model)) {
      MachineResiduals of = machines.getOrDefault(model, new MachineResiduals());
      metrics = metrics.withDiagnostics(diagnostics.get(model).diagnostics(of));
    }
    return labels.containsKey(model) ? metrics.withLabels(labels.get(model).agreement()) : metrics;
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    endMachine();
    if (sums.isEmpty()) {
      throw new UnusableInputException("the input has no rows that can be used");
    }
    for (int model : sums.keySet()) {
      Metrics metrics = metrics(model);
      if (!(metrics.weight() > 0)) {
        throw new UnusableInputException("--weight: the weights of all rows are 0");
      }
      context.write(NullWritable.get(), new Text(MetricsLines.write(metrics)));
    }
  }
}
