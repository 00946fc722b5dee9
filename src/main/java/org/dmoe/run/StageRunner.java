package org.dmoe.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.dmoe.mapreduce.job.JobFailedException;
import org.dmoe.mapreduce.job.JobRuns;

/**
 * Runs stages. Where the run goes on from an earlier one, a stage is not run again whose
 * fingerprint is the same and whose files are at their place; and a job that the earlier run has
 * left is waited for.
 */
public final class StageRunner {

  private static final String ERRORS = "errors";

  private final Configuration conf;
  private final RunDirectory run;
  private final Consumer<String> console;

  public StageRunner(Configuration conf, RunDirectory run, Consumer<String> console) {
    this.conf = conf;
    this.run = run;
    this.console = console;
  }

  /**
   * @return the job's counters; of a stage that an earlier run has done, only those of {@link
   *     org.dmoe.mapreduce.job.OwnCounters}
   */
  public Counters run(Stage stage) throws IOException {
    SortedMap<String, String> fingerprint = fingerprint(stage);
    Optional<StageRecord> earlier = run.record(stage.name());
    if (earlier.isPresent()) {
      Optional<Counters> counters = reuse(stage, fingerprint, earlier.get());
      if (counters.isPresent()) {
        return counters.get();
      }
    }
    return runAnew(stage, fingerprint);
  }

  /** What a stage of this run has made depends on what that stage depends on. */
  private SortedMap<String, String> fingerprint(Stage stage) throws IOException {
    if (stage.madeBy().isEmpty()) {
      return Fingerprint.of(stage.job(), stage.inputs());
    }
    Optional<StageRecord> maker = run.record(stage.madeBy().get());
    return maker.isPresent()
        ? Fingerprint.of(stage.job(), maker.get().fingerprint())
        : Fingerprint.of(stage.job(), stage.inputs());
  }

  private Optional<Counters> reuse(
      Stage stage, SortedMap<String, String> fingerprint, StageRecord earlier) throws IOException {
    if (!earlier.fingerprint().equals(fingerprint)) {
      String difference = Fingerprint.difference(earlier.fingerprint(), fingerprint);
      run.requireReplaceable(stage.name() + " would have to run again, since " + difference);
      EarlierRun.stop(conf, earlier, console);
      say(stage, "runs again, since " + difference);
      return Optional.empty();
    }
    if (!earlier.done()) {
      return adopt(stage, earlier);
    }
    boolean elsewhere = !stage.artefacts().containsAll(earlier.artefacts());
    if (elsewhere || !earlier.artefacts().stream().allMatch(run::has)) {
      if (!stage.temporary()) {
        run.requireReplaceable(stage.name() + " would have to run again: files are gone");
      }
      say(stage, "runs again, since files of it are gone");
      return Optional.empty();
    }
    say(stage, "unchanged, not run again");
    return Optional.of(earlier.hadoopCounters());
  }

  private Optional<Counters> adopt(Stage stage, StageRecord earlier) throws IOException {
    Optional<Job> job = EarlierRun.find(conf, earlier);
    if (job.isEmpty() || !EarlierRun.isOfUse(job.get())) {
      return Optional.empty();
    }
    say(stage, "goes on with " + earlier.job().id() + ", which an earlier run has submitted");
    Counters counters =
        JobRuns.follow(
            job.get(),
            stage.job().getConfiguration(),
            new StageConsole(stage.name(), console),
            run.path(earlier.work() + "/" + ERRORS));
    String from = earlier.work() + "/" + stage.name();
    if (counters.countCounters() == 0 || !run.has(from)) {
      say(stage, "runs again, since nothing is known of how " + earlier.job().id() + " ended");
      return Optional.empty();
    }
    finish(stage, earlier, counters);
    return Optional.of(counters);
  }

  private Counters runAnew(Stage stage, SortedMap<String, String> fingerprint) throws IOException {
    if (!stage.temporary()) {
      run.requireReplaceable(stage.name() + " would have to run");
    }
    for (String artefact : stage.artefacts()) {
      run.delete(artefact);
    }
    StageRecord planned =
        StageRecord.planned(stage.name(), fingerprint, run.work(), run.tag(), stage.artefacts());
    addTag(stage.job().getConfiguration());
    run.write(planned);
    StageRecord[] submitted = {planned};
    Counters counters =
        execute(
            stage,
            job -> {
              submitted[0] = planned.submitted(JobRecord.of(job));
              run.write(submitted[0]);
            });
    finish(stage, submitted[0], counters);
    return counters;
  }

  /** The user's own tags stay, a scheduler's too. */
  private void addTag(Configuration job) {
    List<String> tags = new ArrayList<>(List.of(job.getTrimmedStrings(MRJobConfig.JOB_TAGS)));
    tags.add(run.tag());
    job.setStrings(MRJobConfig.JOB_TAGS, tags.toArray(String[]::new));
  }

  private void finish(Stage stage, StageRecord record, Counters counters) throws IOException {
    stage.placement().place(record.work() + "/" + stage.name(), counters);
    List<String> made = stage.artefacts().stream().filter(run::has).toList();
    run.write(record.finished(made, counters));
  }

  private Counters execute(Stage stage, JobRuns.Submission submission) throws IOException {
    try {
      return JobRuns.run(
          stage.job(),
          new StageConsole(stage.name(), console),
          run.path(run.work() + "/" + ERRORS),
          submission);
    } catch (JobFailedException e) {
      run.requireRoom();
      throw e;
    }
  }

  private void say(Stage stage, String line) {
    console.accept(stage.name() + ": " + line);
  }
}
