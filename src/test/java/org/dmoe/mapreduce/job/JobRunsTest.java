package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.dmoe.mapreduce.Tables;
import org.dmoe.table.RowCounter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunsTest {

  private static final String INTERVAL = "mapreduce.client.progressmonitor.pollinterval";

  private final Configuration conf = new Configuration();
  private final Job job = mock(Job.class);
  private final List<String> console = new ArrayList<>();
  @TempDir private Path errors;

  @BeforeEach
  void aJobThatIsDoneAtTheFourthLook() throws IOException {
    Counters counters = new Counters();
    counters.findCounter(RowCounter.ROWS).setValue(7);
    counters.findCounter(DmoeCounter.LOCAL_MODELS).setValue(2);
    conf.setInt("mapreduce.job.maps", 3);
    when(job.getConfiguration()).thenReturn(conf);
    when(job.getJobID()).thenReturn(new JobID("job", 1));
    when(job.getCounters()).thenReturn(counters);
    when(job.isComplete()).thenReturn(false, false, false, true);
    when(job.isSuccessful()).thenReturn(true);
  }

  /** The sums over all tasks are dear: many small ones are counted for as long as they work. */
  @Test
  void aLookAsksForCountersAtMostOnce() throws IOException {
    conf.setInt(INTERVAL, 1);
    Counters counters = JobRuns.follow(job, conf, console::add, Tables.hadoop(errors));
    verify(job, times(4)).isComplete();
    verify(job, atMost(4)).getCounters();
    assertThat(counters.findCounter(RowCounter.ROWS).getValue()).isEqualTo(7);
    assertThat(console).containsExactly("3 maps, 7 rows read, 2 local models fitted");
  }

  @Test
  void looksComeAtTheIntervalOfTheConfiguration() throws IOException {
    conf.setInt(INTERVAL, 3_600_000);
    JobRuns.follow(job, conf, console::add, Tables.hadoop(errors));
    verify(job, times(2)).getCounters();
  }

  /** An application master that is gone, and no history: some questions have no answer. */
  @Test
  void aJobWithoutAnswersIsLost() throws IOException {
    conf.setInt(INTERVAL, 1);
    when(job.getJobName()).thenReturn("fit");
    when(job.isComplete()).thenThrow(new IOException("unknown job"));
    assertThatThrownBy(() -> JobRuns.follow(job, conf, console::add, Tables.hadoop(errors)))
        .isInstanceOf(LostJobException.class)
        .hasMessageContaining("unknown job");
    verify(job, times(11)).isComplete();
  }

  @Test
  void aFewQuestionsMayHaveNoAnswer() throws IOException {
    conf.setInt(INTERVAL, 1);
    when(job.isComplete())
        .thenThrow(new IOException("one"), new IOException("two"))
        .thenReturn(false, true);
    Counters counters = JobRuns.follow(job, conf, console::add, Tables.hadoop(errors));
    assertThat(counters.findCounter(RowCounter.ROWS).getValue()).isEqualTo(7);
  }
}
