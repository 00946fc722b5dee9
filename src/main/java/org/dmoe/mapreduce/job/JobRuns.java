package org.dmoe.mapreduce.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.RowCounter;
import org.dmoe.table.TableKey;
import org.dmoe.table.TaskMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job to its end and says how it goes. */
public final class JobRuns {

  private static final Logger LOG = LoggerFactory.getLogger(JobRuns.class);

  /** The end of a job in this process is seen at once: asking costs nothing. */
  private static final long LOCAL_MILLIS = 50;

  /** On a cluster a stage waits for the end of the one before it: half a second each is felt. */
  private static final long CLUSTER_MILLIS = 250;

  /** Questions in a row to which a cluster may have no answer before the job's history is there. */
  private static final int MOST_UNANSWERED = 10;

  /** Hears of a job as soon as it has an identity; of a second one if the first is run again. */
  @FunctionalInterface
  public interface Submission {
    void submitted(Job job) throws IOException;
  }

  private JobRuns() {}

  /**
   * Submits the job, waits, and prints a line whenever its progress has changed. If the program is
   * stopped meanwhile, the job is asked to stop as well.
   *
   * @param console takes lines for the user
   * @param errorsDir where the tasks leave their messages; made if need be
   * @return the job's counters
   * @throws UnusableInputException if a task reported bad input, or there were too many unreadable
   *     rows
   * @throws NoUsableModelException if a task reported too few usable local models
   * @throws JobFailedException if the job failed for another reason, or the wait was interrupted
   */
  public static Counters run(Job job, Consumer<String> console, Path errorsDir) throws IOException {
    return run(job, console, errorsDir, submitted -> {});
  }

  /**
   * As {@link #run(Job, Consumer, Path)}. A job that was given to its application master and failed
   * there, not for its input, is run again in containers.
   *
   * @param submission told of the job when it is submitted
   */
  public static Counters run(
      Job job, Consumer<String> console, Path errorsDir, Submission submission) throws IOException {
    Path dir = errorsDir.getFileSystem(job.getConfiguration()).makeQualified(errorsDir);
    TableKey.ERRORS_DIR.set(job.getConfiguration(), dir.toString());
    if (TaskHeap.isLocal(job.getConfiguration())) {
      return runOnce(job, console, dir, submission);
    }
    Optional<Job> inContainers = UberMode.choose(job);
    LeanJvms.use(job.getConfiguration());
    try {
      return runOnce(job, console, dir, submission);
    } catch (JobFailedException e) {
      boolean over = e instanceof LostJobException || UberMode.hasFailed(job);
      if (inContainers.isEmpty() || !over) {
        throw e;
      }
      console.accept(
          "failed in the application master (%s), runs again in containers"
              .formatted(e.getMessage()));
      UberMode.removeRemains(inContainers.get());
      LeanJvms.use(inContainers.get().getConfiguration());
      return runOnce(inContainers.get(), console, dir, submission);
    }
  }

  private static Counters runOnce(
      Job job, Consumer<String> console, Path dir, Submission submission) throws IOException {
    try (JobStop stop = new JobStop(job)) {
      stop.submit(
          () -> {
            dir.getFileSystem(job.getConfiguration()).mkdirs(dir);
            submit(job);
          });
      tell(submission, job, stop);
      return follow(job, job.getConfiguration(), console, dir, stop);
    }
  }

  /**
   * Waits for a job that another program has submitted.
   *
   * @param conf of an equal job; the running one's may not be at hand
   * @param errorsDir where its tasks leave their messages
   * @return the job's counters
   */
  public static Counters follow(
      Job job, Configuration conf, Consumer<String> console, Path errorsDir) throws IOException {
    try (JobStop stop = new JobStop(job)) {
      stop.adopt();
      return follow(job, conf, console, errorsDir, stop);
    }
  }

  private static Counters follow(
      Job job, Configuration conf, Consumer<String> console, Path dir, JobStop stop)
      throws IOException {
    try {
      if (!TaskHeap.isLocal(conf)) {
        console.accept("%s, %s".formatted(job.getJobID(), job.getTrackingURL()));
      }
      String last = await(job, conf, dir, console, stop);
      Counters counters = outcome(job, conf, dir);
      print(job, conf, counters, last, console);
      checkBadRows(conf, counters, dir);
      warnOfEmptyFiles(conf, dir, console);
      return counters;
    } catch (InterruptedException e) {
      stop.kill();
      Thread.currentThread().interrupt();
      throw new JobFailedException(job.getJobName() + " was interrupted", e);
    }
  }

  /** Nobody would know of a job that could not be written down. */
  private static void tell(Submission submission, Job job, JobStop stop) throws IOException {
    try {
      submission.submitted(job);
    } catch (IOException e) {
      stop.kill();
      throw e;
    }
  }

  private static void submit(Job job) throws IOException {
    Configuration conf = job.getConfiguration();
    if (TaskHeap.isLocal(conf)) {
      conf.unset(MRJobConfig.JAR); // tasks have this program's classes; a copy costs half a second
    }
    try {
      job.submit();
    } catch (UnusableInputException e) {
      throw e;
    } catch (IOException | ClassNotFoundException e) {
      throw new JobFailedException(
          job.getJobName() + " could not be submitted: " + TaskErrors.oneLine(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException(job.getJobName() + " was interrupted", e);
    }
  }

  /** Returns the last line that was printed. */
  private static String await(
      Job job, Configuration conf, Path dir, Consumer<String> console, JobStop stop)
      throws IOException, InterruptedException {
    long millis = Job.getProgressPollInterval(conf);
    Polling polling = new Polling(TimeUnit.MILLISECONDS.toNanos(millis), System.nanoTime());
    String last = "";
    boolean hopeless = false;
    int unanswered = 0;
    boolean complete = false;
    while (!complete) {
      long start = System.nanoTime();
      try {
        complete = job.isComplete();
        if (!complete && polling.isDue(start)) {
          last = print(job, conf, job.getCounters(), last, console);
          if (!hopeless && isHopeless(conf, dir)) {
            hopeless = true;
            stop.kill();
          }
          polling.looked(start, System.nanoTime());
        }
        unanswered = 0;
      } catch (IOException e) {
        if (++unanswered > MOST_UNANSWERED) {
          throw JobDiagnostics.lost(job, conf, dir, e);
        }
        LOG.info("no answer to where the job is: {}", e.toString());
      }
      if (!complete) {
        long pause = TaskHeap.isLocal(conf) ? LOCAL_MILLIS : CLUSTER_MILLIS;
        TimeUnit.MILLISECONDS.sleep(unanswered > 0 ? millis : Math.min(millis, pause));
      }
    }
    return last;
  }

  /**
   * Input that is unusable stays so in each further attempt of its task. The local runner makes
   * only one.
   */
  private static boolean isHopeless(Configuration conf, Path dir) {
    try {
      return !TaskHeap.isLocal(conf)
          && TaskErrors.first(conf, dir)
              .filter(UnusableInputException.class::isInstance)
              .isPresent();
    } catch (IOException e) {
      LOG.info("the tasks' messages could not be read: {}", e.toString());
      return false;
    }
  }

  private static String print(
      Job job, Configuration conf, Counters counters, String last, Consumer<String> console)
      throws IOException {
    String line = progressLine(job, conf, counters);
    if (console instanceof JobConsole listener) {
      listener.progress(line, JobStatus.of(job, conf, counters, job.isComplete()));
    } else if (!line.equals(last)) {
      console.accept(line);
    }
    return line;
  }

  /**
   * @param counters null where they are not known
   */
  private static String progressLine(Job job, Configuration conf, Counters counters)
      throws IOException {
    int maps = job.getConfiguration().getInt(MRJobConfig.NUM_MAPS, 0);
    StringBuilder line = new StringBuilder("%d map%s".formatted(maps, maps == 1 ? "" : "s"));
    // The local runner's progress jumps to 100 % whenever one of its maps ends.
    if (!TaskHeap.isLocal(conf)) {
      line.append(
          " %d %%, reduce %d %%"
              .formatted(percent(job.mapProgress()), percent(job.reduceProgress())));
    }
    appendCounter(line, counters, RowCounter.ROWS, "row", "read");
    appendCounter(line, counters, DmoeCounter.ROWS_WRITTEN, "row", "written");
    appendCounter(line, counters, DmoeCounter.LOCAL_MODELS, "local model", "fitted");
    return line.toString();
  }

  private static void appendCounter(
      StringBuilder line, Counters counters, Enum<?> counter, String what, String done) {
    long value = counters == null ? 0 : counters.findCounter(counter).getValue();
    if (value > 0) {
      line.append(", %d %s%s %s".formatted(value, what, value == 1 ? "" : "s", done));
    }
  }

  private static int percent(float fraction) {
    return (int) Math.floor(100 * (double) fraction + 1e-4);
  }

  private static Counters outcome(Job job, Configuration conf, Path dir)
      throws IOException, InterruptedException {
    if (!job.isSuccessful()) {
      Optional<IOException> reported = TaskErrors.first(conf, dir);
      throw reported.isPresent() ? reported.get() : new JobFailedException(JobDiagnostics.of(job));
    }
    Counters counters = job.getCounters();
    if (counters == null) {
      throw new JobFailedException(job.getJobName() + " ended, but its counters are lost");
    }
    return counters;
  }

  /** Each task bounds its own unreadable rows; all of them together are bounded here. */
  private static void checkBadRows(Configuration conf, Counters counters, Path dir)
      throws IOException {
    long bad = counters.findCounter(RowCounter.BAD_ROWS).getValue();
    long bound = TableKey.MAX_BAD_ROWS.getLong(conf);
    if (bad > bound) {
      String first = TaskMessages.firstNote(conf, dir).orElse("");
      throw new UnusableInputException(
          "%s (%d unreadable rows in all, --max-bad-rows %d)".formatted(first, bad, bound));
    }
  }

  /** A file that is as good as empty may have lost its rows. */
  private static void warnOfEmptyFiles(Configuration conf, Path dir, Consumer<String> console)
      throws IOException {
    List<String> files = TaskMessages.withoutRows(conf, dir);
    if (!files.isEmpty()) {
      String more = files.size() == 1 ? "" : " and %d more".formatted(files.size() - 1);
      console.accept("warning: there is no row in %s%s".formatted(files.get(0), more));
    }
  }
}
