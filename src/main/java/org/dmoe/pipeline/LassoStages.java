package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.em.FitOptions;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.mapreduce.fit.LassoJob;
import org.dmoe.mapreduce.fit.StartFile;
import org.dmoe.mapreduce.sample.SampleJob;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stage;
import org.dmoe.run.StageRunner;

/** The jobs of a run that choose terms. */
final class LassoStages {

  private final Configuration conf;
  private final RunDirectory run;
  private final StageRunner runner;

  LassoStages(Configuration conf, RunDirectory run, StageRunner runner) {
    this.conf = conf;
    this.run = run;
    this.runner = runner;
  }

  /** Leaves the pilot of the choice of terms. */
  Counters pilot(
      InputTable table, SupportDraw draw, FitOptions local, List<Integer> experts, FitPlan plan)
      throws IOException {
    Job job =
        SampleJob.create(
            table.configure(conf), table.files(), work("lasso-pilot"), draw.size(), draw.seed());
    SampleJob.fitPilot(job, local, experts);
    plan.requestPilot(job.getConfiguration());
    return runner.run(
        new Stage(
            "lasso-pilot",
            job,
            table.files().all(),
            List.of(RunFiles.LASSO_PILOT),
            (from, counters) -> run.move(from + "/" + RunFiles.PILOT_AVRO, RunFiles.LASSO_PILOT)));
  }

  /** Leaves the sparse local models. */
  Counters models(
      InputTable table, Optional<Path> start, FitJobOptions options, LassoParts parts, FitPlan plan)
      throws IOException {
    Job job = LassoJob.create(table.configure(conf), table.files(), work("lasso"), options, parts);
    if (start.isPresent()) {
      StartFile.add(job, start.get());
    }
    plan.requestFit(job.getConfiguration(), options);
    return runner.run(
        RowStages.onParts(
            run,
            new Stage(
                "lasso",
                job,
                table.files().all(),
                List.of(RunFiles.LASSO_LOCAL),
                (from, counters) ->
                    run.move(from + "/" + RunFiles.LASSO_LOCAL, RunFiles.LASSO_LOCAL))));
  }

  private Path work(String name) {
    return run.path(run.work() + "/" + name);
  }
}
