package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.refine.RefineJob;
import org.dmoe.mapreduce.refine.SumsOutputFormat;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stage;
import org.dmoe.run.StageRunner;

/** The jobs of a run that sum up what a model makes of the rows. */
final class PassStages {

  private final Configuration conf;
  private final RunDirectory run;
  private final StageRunner runner;

  PassStages(Configuration conf, RunDirectory run, StageRunner runner) {
    this.conf = conf;
    this.run = run;
    this.runner = runner;
  }

  /**
   * Leaves the sums of a pass at a model, and the model.
   *
   * @param file of the model, {@link RunFiles#tried}
   * @param candidates file of models to compare with it, {@link RunFiles#CANDIDATES_WORK}
   */
  Counters refine(
      int pass, InputTable table, Path file, StoredModel model, Optional<Path> candidates)
      throws IOException {
    String name = "refine-" + pass;
    Job job =
        RefineJob.create(table.configure(conf), table.files(), file, model, work(name), false);
    List<String> artefacts = new ArrayList<>();
    if (candidates.isPresent()) {
      RefineJob.compare(job, candidates.get());
      artefacts.add(RunFiles.CANDIDATES);
    }
    String sums = RunFiles.sums(pass);
    artefacts.addAll(List.of(sums, RunFiles.measured(pass)));
    return runner.run(
        new Stage(
            name,
            job,
            table.files().all(),
            artefacts,
            (from, counters) -> {
              if (candidates.isPresent()) {
                run.move(RunFiles.CANDIDATES_WORK, RunFiles.CANDIDATES);
              }
              run.move(RunFiles.tried(pass), RunFiles.measured(pass));
              run.move(from + "/" + SumsOutputFormat.FILE, sums);
            }));
  }

  /**
   * Leaves the sums of a pass at a model with products of scores, and the machines' gradients.
   *
   * @param file of the model
   */
  Counters scores(InputTable table, Path file, StoredModel model) throws IOException {
    Job job =
        RefineJob.create(
            table.configure(conf), table.files(), file, model, work("inference"), true);
    List<String> made = List.of(RunFiles.SCORE_SUMS, RunFiles.MACHINE_SCORES);
    return runner.run(
        RowStages.onParts(
            run,
            new Stage(
                "inference",
                job,
                table.files().all(),
                made,
                (from, counters) -> {
                  run.move(from + "/" + SumsOutputFormat.FILE, RunFiles.SCORE_SUMS);
                  run.move(from + "/" + SumsOutputFormat.MACHINES, RunFiles.MACHINE_SCORES);
                })));
  }

  private Path work(String name) {
    return run.path(run.work() + "/" + name);
  }
}
