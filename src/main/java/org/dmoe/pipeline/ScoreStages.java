package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.evaluate.HeldOut;
import org.dmoe.evaluate.Metrics;
import org.dmoe.mapreduce.evaluate.EvaluateJob;
import org.dmoe.mapreduce.evaluate.HeldOutJob;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stage;
import org.dmoe.run.StageRunner;

/** The jobs of a run that say how well models describe rows. */
final class ScoreStages {

  private final Configuration conf;
  private final RunDirectory run;
  private final StageRunner runner;

  ScoreStages(Configuration conf, RunDirectory run, StageRunner runner) {
    this.conf = conf;
    this.run = run;
    this.runner = runner;
  }

  /**
   * Metrics of models.
   *
   * @param metrics in the models' order
   * @param rows that were scored and skipped
   */
  record Evaluation(List<Metrics> metrics, RowCounts rows) {}

  /**
   * Metrics of each model file on the rows of a table, in the order of the files.
   *
   * @param diagnosed number of the first models of which pictures are wanted too
   */
  Evaluation evaluate(InputTable table, List<Path> models, int diagnosed) throws IOException {
    return evaluate("evaluate", RunFiles.EVALUATION, table, models, diagnosed);
  }

  /** The same of models of several numbers of experts, on the training rows. */
  Evaluation choose(InputTable table, List<Path> models) throws IOException {
    return evaluate("choose", RunFiles.CHOICE, table, models, 0);
  }

  /** The same of the model of a run, on the training rows. */
  Evaluation measure(InputTable table, List<Path> models) throws IOException {
    return evaluate("measure", RunFiles.TRAINING, table, models, 0);
  }

  /**
   * How models describe the rows of the folds that they were fitted without.
   *
   * @param models a file for each number of experts, of a model for each fold
   * @param machines which fold each is in; empty where rows are dealt out by the seed
   */
  List<HeldOut> heldOut(
      InputTable table, List<Path> models, int folds, Optional<Path> machines, long seed)
      throws IOException {
    String name = "cross-validate";
    Job job =
        HeldOutJob.create(
            table.configure(conf), table.files(), models, folds, machines, seed, work(name));
    runner.run(
        RowStages.onParts(
            run,
            new Stage(
                name,
                job,
                table.files().all(),
                List.of(RunFiles.HELD_OUT),
                (from, counters) -> run.move(from, RunFiles.HELD_OUT))));
    return HeldOutJob.read(conf, run.path(RunFiles.HELD_OUT));
  }

  private Evaluation evaluate(
      String name, String target, InputTable table, List<Path> models, int diagnosed)
      throws IOException {
    Job job =
        EvaluateJob.create(table.configure(conf), table.files(), models, diagnosed, work(name));
    Counters done =
        runner.run(
            new Stage(
                name,
                job,
                table.files().all(),
                List.of(target),
                (from, counters) -> run.move(from, target)));
    return new Evaluation(EvaluateJob.read(conf, run.path(target)), RowCounts.of(done));
  }

  private Path work(String name) {
    return run.path(run.work() + "/" + name);
  }
}
