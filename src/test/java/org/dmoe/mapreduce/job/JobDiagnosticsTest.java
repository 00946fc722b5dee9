package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;
import org.apache.hadoop.mapreduce.TaskType;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.TableKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDiagnosticsTest {

  private final Job job = mock(Job.class);
  private final JobStatus status = mock(JobStatus.class);
  private final Configuration conf = new Configuration();
  @TempDir private Path errors;

  @BeforeEach
  void aJobOfWhichNothingIsKnown() throws Exception {
    TableKey.ERRORS_DIR.set(conf, errors.toUri().toString());
    when(job.getJobName()).thenReturn("fit");
    when(job.getStatus()).thenReturn(status);
    attempts();
  }

  private void attempts(TaskCompletionEvent... events) throws Exception {
    when(job.getTaskCompletionEvents(anyInt(), anyInt())).thenReturn(events);
  }

  private TaskCompletionEvent attempt(int task, TaskCompletionEvent.Status end, String... lines)
      throws Exception {
    TaskAttemptID id = new TaskAttemptID("job", 1, TaskType.MAP, task, 0);
    when(job.getTaskDiagnostics(id)).thenReturn(lines);
    return new TaskCompletionEvent(task, id, 0, true, end, "");
  }

  @Test
  void theFirstLineOfTheFirstFailedAttemptIsTheReason() throws Exception {
    attempts(
        attempt(0, TaskCompletionEvent.Status.SUCCEEDED, "all is well"),
        attempt(1, TaskCompletionEvent.Status.FAILED),
        attempt(2, TaskCompletionEvent.Status.FAILED, "\n  Error: disk full \n at a.b.c"),
        attempt(3, TaskCompletionEvent.Status.TIPFAILED, "later"));
    when(status.getFailureInfo()).thenReturn("Task failed task_2");
    assertThat(JobDiagnostics.of(job)).isEqualTo("fit failed: Error: disk full");
  }

  @Test
  void withoutAttemptsTheLastCauseOfTheApplicationIs() throws Exception {
    when(status.getFailureInfo())
        .thenReturn(
            """
            Application application_1 failed 2 times
            Diagnostics: exited with 1
            java.lang.IllegalStateException: no container
            at org.Some.method
            Caused by: java.io.IOException: refused
            at org.IOException.method
            Error of another container
            """);
    assertThat(JobDiagnostics.of(job))
        .isEqualTo(
            "fit failed: Application application_1 failed 2 times:"
                + " Caused by: java.io.IOException: refused");
    when(status.getFailureInfo()).thenReturn("Kill job received\n");
    assertThat(JobDiagnostics.of(job)).isEqualTo("fit failed: Kill job received");
  }

  @Test
  void whereHadoopSaysNothingTheLogMay() throws Exception {
    for (String nothing : new String[] {null, " ", "NA"}) {
      when(status.getFailureInfo()).thenReturn(nothing);
      assertThat(JobDiagnostics.of(job)).isEqualTo("fit failed, its log says why");
    }
  }

  private IOException lost(IOException failure) throws IOException {
    return JobDiagnostics.lost(job, conf, Tables.hadoop(errors), failure);
  }

  private void report(Exception failure) {
    assertThatThrownBy(
            () ->
                TaskErrors.reporting(
                    conf,
                    "a",
                    () -> {
                      if (failure instanceof IOException io) {
                        throw io;
                      }
                      throw (RuntimeException) failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void aLostJobIsOverWithTheLastAnswer() throws IOException {
    IOException failure = new IOException("unknown job\nat a.b.c");
    assertThat(lost(failure))
        .isInstanceOf(LostJobException.class)
        .hasMessageStartingWith("fit is over; ")
        .hasMessageContaining("unknown job")
        .hasMessageNotContaining("\n")
        .hasCause(failure);
  }

  @Test
  void ofALostJobTheTasksReportIsTheReason() throws IOException {
    report(new IllegalStateException("broken"));
    assertThat(lost(new IOException("unknown job")))
        .isInstanceOf(LostJobException.class)
        .hasMessage("IllegalStateException: broken");
  }

  /** No other container would make it usable. */
  @Test
  void unusableInputIsNotLost() throws IOException {
    report(new UnusableInputException("a.csv:3: bad"));
    assertThat(lost(new IOException("unknown job")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("a.csv:3: bad");
  }
}
