package org.dmoe.mapreduce.job;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;
import org.dmoe.table.RowCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks where a job is. */
final class JobStatus {

  private static final Logger LOG = LoggerFactory.getLogger(JobStatus.class);

  private JobStatus() {}

  /**
   * @param counters null where they are not known
   */
  static JobProgress of(Job job, Configuration conf, Counters counters, boolean ended)
      throws IOException {
    boolean local = TaskHeap.isLocal(conf);
    int maps = job.getConfiguration().getInt(MRJobConfig.NUM_MAPS, 0);
    // The local runner's progress jumps to 100 % whenever one of its maps ends.
    OptionalDouble fraction =
        local
            ? OptionalDouble.empty()
            : OptionalDouble.of((job.mapProgress() + (double) job.reduceProgress()) / 2);
    return new JobProgress(
        maps,
        fraction,
        count(counters, RowCounter.ROWS),
        count(counters, DmoeCounter.ROWS_WRITTEN),
        count(counters, DmoeCounter.LOCAL_MODELS),
        ended ? Optional.empty() : local ? TaskProgress.latest() : ofTasks(job),
        ended);
  }

  private static long count(Counters counters, Enum<?> counter) {
    return counters == null ? 0 : counters.findCounter(counter).getValue();
  }

  /** What some running task says. */
  private static Optional<String> ofTasks(Job job) throws IOException {
    try {
      for (TaskType type : new TaskType[] {TaskType.REDUCE, TaskType.MAP}) {
        for (TaskReport report : job.getTaskReports(type)) {
          if (report.getState() != null && report.getState().contains("log-likelihood")) {
            return Optional.of(report.getState());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.info("the tasks' states are not known: {}", e.toString());
    }
    return Optional.empty();
  }
}
