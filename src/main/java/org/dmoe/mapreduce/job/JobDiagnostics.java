package org.dmoe.mapreduce.job;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/** What Hadoop says of why a job failed, where no task has left a message. */
final class JobDiagnostics {

  private JobDiagnostics() {}

  /** One line. */
  static String of(Job job) throws IOException, InterruptedException {
    for (TaskCompletionEvent event : job.getTaskCompletionEvents(0, Integer.MAX_VALUE)) {
      if (event.getStatus() == TaskCompletionEvent.Status.FAILED
          || event.getStatus() == TaskCompletionEvent.Status.TIPFAILED) {
        String[] lines = job.getTaskDiagnostics(event.getTaskAttemptId());
        if (lines != null && lines.length > 0) {
          return job.getJobName() + " failed: " + firstLine(lines[0]);
        }
      }
    }
    String info = job.getStatus().getFailureInfo();
    boolean known = info != null && !info.isBlank() && !info.equals("NA");
    return job.getJobName() + " failed" + (known ? ": " + reason(info) : ", its log says why");
  }

  /** What is known of a job that is over, but of which the cluster knows nothing any more. */
  static IOException lost(Job job, Configuration conf, Path dir, IOException failure)
      throws IOException {
    Optional<IOException> reported = TaskErrors.first(conf, dir);
    if (reported.filter(e -> !(e instanceof JobFailedException)).isPresent()) {
      return reported.get();
    }
    String why =
        reported
            .map(Throwable::getMessage)
            .orElse(job.getJobName() + " is over; " + TaskErrors.oneLine(failure));
    return new LostJobException(why, failure);
  }

  /** Of an application that YARN gave up, the cause stands some lines below. */
  private static String reason(String info) {
    String first = firstLine(info);
    return info.lines()
        .skip(1)
        .map(String::strip)
        .filter(line -> line.contains("Exception") || line.contains("Error"))
        .filter(line -> !line.startsWith("at "))
        .reduce((one, next) -> next.startsWith("Caused by: ") ? next : one)
        .map(line -> first + ": " + line)
        .orElse(first);
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("").strip();
  }
}
