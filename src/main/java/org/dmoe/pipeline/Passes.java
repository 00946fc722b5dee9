package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.refine.RefineJob;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.Refinement;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.RefinementPass;
import org.dmoe.refine.RefinementState;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** Passes over the rows of a table, each a job, with a step of the likelihood after each. */
final class Passes {

  /** Where no number is given. */
  private static final int MOST = 100;

  private final Configuration conf;
  private final RunDirectory run;
  private final Stages stages;
  private final InputTable table;
  private final Refinement refinement;
  private final Consumer<String> console;
  private final List<StoredModel> kept = new ArrayList<>();
  private Counters counters = new Counters();

  /**
   * What came of passes.
   *
   * @param model the best that was measured
   * @param kept the models that were measured and kept, the start first and the best last
   * @param last pass
   * @param rows of a pass
   */
  record Result(StoredModel model, List<StoredModel> kept, RefinementPass last, RowCounts rows) {}

  Passes(
      Configuration conf,
      RunDirectory run,
      Stages stages,
      InputTable table,
      RefinementOptions options,
      Consumer<String> console) {
    this.conf = conf;
    this.run = run;
    this.stages = stages;
    this.table = table;
    this.refinement = new Refinement(options);
    this.console = console;
  }

  /**
   * @param start with a mixture, and with the state of earlier passes if there were some
   * @param steps to take, each of which is measured by the pass after it; empty to go on until the
   *     maximum is certified
   */
  Result from(StoredModel start, OptionalInt steps) throws IOException {
    StoredModel model = start;
    for (int number = 1; ; number++) {
      RefinementPass pass = pass(number, model);
      if (pass.kept()) {
        kept.add(RefinedModel.best(model, pass));
      }
      console.accept(line(pass));
      boolean last = number > steps.orElse(MOST);
      if (pass.ended() || last) {
        if (last && !pass.ended() && steps.isEmpty()) {
          console.accept("refine: not converged after " + MOST + " passes");
        }
        StoredModel best = RefinedModel.best(model, pass);
        return new Result(best, List.copyOf(kept), pass, RowCounts.of(counters));
      }
      model = RefinedModel.next(model, pass);
    }
  }

  private RefinementPass pass(int number, StoredModel model) throws IOException {
    Optional<RefinementState> state = RefinedModel.state(model, "--model");
    PassSums sums = sums(number, model);
    RefinedModel.requireSameRows(state, sums);
    return refinement.next(model.mixture().orElseThrow(), state, sums);
  }

  private PassSums sums(int number, StoredModel model) throws IOException {
    Path path = ModelOutput.writeAvro(run, RunFiles.tried(number), List.of(model));
    counters = stages.refine(number, table, path, model);
    return RefineJob.read(conf, run.path(RunFiles.sums(number))).sums();
  }

  /** Where the climb is. */
  static String line(RefinementPass pass) {
    String left =
        pass.kept() ? String.format(Locale.ROOT, ", %.2g left to gain", pass.meanLeft()) : "";
    return String.format(
        Locale.ROOT,
        "refine: pass %d: log-likelihood %.7f a row%s; %s",
        pass.pass(),
        pass.meanLogLikelihood(),
        left,
        pass.outcome().words());
  }
}
