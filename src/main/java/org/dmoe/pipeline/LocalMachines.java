package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stopwatch;
import org.dmoe.table.in.TableOptions;
import org.dmoe.table.in.TableOptions.Partition;

/** The rows of a fit as its local machines have them. */
final class LocalMachines {

  /**
   * Rows as machines have them.
   *
   * @param dealt the rows that went through the division; none where there is none
   */
  record Parts(InputTable table, RowCounts dealt) {

    /** The same rows by other covariates. */
    Parts with(FeatureSpec features) {
      return new Parts(table.with(features), dealt);
    }
  }

  private final Configuration conf;
  private final FitRequest request;

  LocalMachines(Configuration conf, FitRequest request) {
    this.conf = conf;
    this.request = request;
  }

  /** What can be told of the machines of a table that is not divided yet. */
  FitPlan plan(InputTable training) throws IOException {
    FitPlan undivided = planOf(training);
    if (request.isByColumn()) {
      return undivided;
    }
    return request.division().map(d -> undivided.dealtOut(conf, d.names())).orElse(undivided);
  }

  /** Each split of the table is a machine. */
  FitPlan planOf(InputTable table) throws IOException {
    int supportSize = request.draw().size();
    if (request.support().isPresent()) {
      GivenSupport given = GivenSupport.of(conf, request.support().get(), table.features());
      supportSize = given.isTable() ? supportSize : given.read().size();
    }
    FitSize size =
        new FitSize(
            table.features().dimension(),
            request.fit().experts(),
            supportSize,
            table.features().type().distribution());
    return FitPlan.of(table.configure(conf), table.files(), size);
  }

  /**
   * Looks whether there are as many machines as folds and a covariance between them need.
   *
   * @param known whether the plan's machines are those of the fit: how many parts a column makes is
   *     known only when they are made
   * @throws org.dmoe.model.UnusableInputException if there are not
   */
  void requireEnough(FitPlan plan, boolean known) throws IOException {
    CrossValidator.requireFolds(request.range(), plan, known);
    if (known) {
      FitInference.requireMachines(request.inference(), plan.machines().size());
    }
  }

  /**
   * Looks before anything runs whether the tasks' heap will do. How large the parts by a column are
   * is known only when they are made.
   *
   * @throws org.dmoe.mapreduce.job.NotEnoughHeapException if it will not
   */
  void requireHeap(FitPlan plan) throws IOException {
    if (!request.isByColumn()) {
      plan.requestFit(new Configuration(conf));
    }
    if (request.start().needsPilot()) {
      plan.requestPilot(new Configuration(conf));
    }
    if (request.global()) {
      plan.requestCentralised(new Configuration(conf));
    }
  }

  /** Deals the rows out to machines, a file each, where that is asked for. */
  Parts divide(InputTable training, RunDirectory run, Stages stages, Stopwatch stopwatch)
      throws IOException {
    Optional<Partitioning> division = request.division();
    if (division.isEmpty()) {
      return new Parts(training, RowCounts.NONE);
    }
    Counters counters =
        stopwatch.time(
            "partition", () -> stages.rows().deal(training, division.get(), request.seed()));
    RowCounts dealt = RowCounts.of(counters);
    return new Parts(divided(training, run, dealt), dealt);
  }

  /** Unreadable rows that were skipped when rows were dealt out count against the bound already. */
  private InputTable divided(InputTable training, RunDirectory run, RowCounts dealt)
      throws IOException {
    TableOptions whole = training.options();
    TableOptions parts =
        whole.toBuilder()
            .partition(Partition.FILE)
            .maxBadRows(Math.max(0, whole.maxBadRows() - dealt.unreadable()))
            .build();
    return InputTable.open(conf, List.of(run.path(RunFiles.PARTITION)), parts, line -> {});
  }
}
