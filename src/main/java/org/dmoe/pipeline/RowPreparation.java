package org.dmoe.pipeline;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.TermVote;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.Stopwatch;

/** What is done before the local fits: the choice of terms, the supporting sample, the division. */
final class RowPreparation {

  private final Configuration conf;
  private final FitRequest request;
  private final Consumer<String> console;
  private final Consumer<String> warnings;
  private final Stopwatch stopwatch;

  RowPreparation(
      Configuration conf,
      FitRequest request,
      Consumer<String> console,
      Consumer<String> warnings,
      Stopwatch stopwatch) {
    this.conf = conf;
    this.request = request;
    this.console = console;
    this.warnings = warnings;
    this.stopwatch = stopwatch;
  }

  /**
   * Leaves support/ and, where it is wanted, pilot/ and lasso/.
   *
   * @param undivided what tasks on the training rows need
   */
  FitRows run(RunDirectory run, Stages stages, FitTables tables, FitPlan undivided)
      throws IOException {
    LocalMachines machines = new LocalMachines(conf, request);
    InputTable all = tables.training();
    if (request.lasso().isEmpty()) {
      Path support = support(run, stages, all, undivided);
      LocalMachines.Parts dealt = machines.divide(all, run, stages, stopwatch);
      return new FitRows(tables, dealt, support, Optional.empty());
    }
    LocalMachines.Parts dealt = machines.divide(all, run, stages, stopwatch);
    TermVote.Result vote =
        new LassoStage(conf, request, console, warnings, stopwatch)
            .run(run, stages, all, dealt.table(), undivided, machines.planOf(dealt.table()));
    return chosen(run, stages, tables.with(vote.columns()), dealt, vote);
  }

  /** From here on all is as if the terms chosen alone had been asked for. */
  private FitRows chosen(
      RunDirectory run,
      Stages stages,
      FitTables tables,
      LocalMachines.Parts dealt,
      TermVote.Result vote)
      throws IOException {
    FitPlan undivided = new LocalMachines(conf, request).plan(tables.training());
    Path support = support(run, stages, tables.training(), undivided);
    return new FitRows(tables, dealt.with(vote.columns()), support, Optional.of(vote));
  }

  private Path support(RunDirectory run, Stages stages, InputTable training, FitPlan plan)
      throws IOException {
    return new SupportStage(conf, request, console, stopwatch).run(run, stages, training, plan);
  }
}
