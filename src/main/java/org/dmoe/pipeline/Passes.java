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
import org.dmoe.io.SiteStatistics;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.refine.RefineJob;
import org.dmoe.model.MixtureOfExperts;
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
   * @param passes how many were made
   * @param last of them
   * @param rows of a pass
   */
  record Result(
      StoredModel model, List<StoredModel> kept, int passes, RefinementPass last, RowCounts rows) {}

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
   * @param candidates models of as many experts from which the climb may begin as well
   * @param steps to take, each of which is measured by the pass after it; empty to go on until the
   *     maximum is certified
   */
  Result from(StoredModel start, List<StoredModel> candidates, OptionalInt steps)
      throws IOException {
    StoredModel model = start;
    int taken = 0;
    boolean known = false;
    for (int number = 1; ; number++) {
      RefinementPass pass = pass(number, model, number == 1 ? candidates : List.of());
      keep(model, pass, known);
      known = pass.outcome() == RefinementPass.Outcome.BETTER;
      console.accept(line(pass));
      boolean last = pass.steps() && taken == steps.orElse(MOST);
      if (pass.ended() || last) {
        if (last && steps.isEmpty()) {
          console.accept("refine: not converged after " + MOST + " steps");
        }
        StoredModel best = RefinedModel.best(model, pass);
        return new Result(best, List.copyOf(kept), number, pass, RowCounts.of(counters));
      }
      taken += pass.steps() ? 1 : 0;
      model = RefinedModel.next(model, pass);
    }
  }

  /**
   * @param known whether the model was kept before it was summed
   */
  private void keep(StoredModel model, RefinementPass pass, boolean known) {
    if (!pass.kept()) {
      return;
    }
    StoredModel best = RefinedModel.best(model, pass);
    if (known) {
      kept.set(kept.size() - 1, best);
    } else {
      kept.add(best);
    }
  }

  private RefinementPass pass(int number, StoredModel model, List<StoredModel> candidates)
      throws IOException {
    Optional<RefinementState> state = RefinedModel.state(model, "--model");
    SiteStatistics all = sums(number, model, candidates);
    RefinedModel.requireSameRows(state, all.sums());
    List<MixtureOfExperts> mixtures =
        candidates.stream().map(candidate -> candidate.mixture().orElseThrow()).toList();
    return refinement.next(
        model.mixture().orElseThrow(),
        state,
        all.sums(),
        RefinedModel.measured(model, state, mixtures, all));
  }

  private SiteStatistics sums(int number, StoredModel model, List<StoredModel> candidates)
      throws IOException {
    Path path = ModelOutput.writeAvro(run, RunFiles.tried(number), List.of(model));
    Optional<Path> others =
        candidates.isEmpty()
            ? Optional.empty()
            : Optional.of(ModelOutput.writeAvro(run, RunFiles.CANDIDATES_WORK, candidates));
    counters = stages.passes().refine(number, table, path, model, others);
    return RefineJob.read(conf, run.path(RunFiles.sums(number)));
  }

  /** Where the climb is. */
  static String line(RefinementPass pass) {
    String left =
        pass.knowsLeft() ? String.format(Locale.ROOT, ", %.2g left to gain", pass.meanLeft()) : "";
    return String.format(
        Locale.ROOT,
        "refine: pass %d: log-likelihood %.7f a row%s; %s",
        pass.pass(),
        pass.meanLogLikelihood(),
        left,
        pass.outcome().words());
  }
}
