package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;
import org.dmoe.mapreduce.LocalRunner;
import org.dmoe.mapreduce.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStopTest {

  private static final long SLOW_MILLIS = 300;

  @TempDir private java.nio.file.Path root;

  /** Whoever ends the program right after a job would leave them. */
  @Test
  void aJobEndsWhenTheFilesOfTheLocalRunnerAreGone() throws IOException {
    LocalRunner runner = new LocalRunner(root);
    Configuration conf = runner.conf();
    conf.setClass("fs.file.impl", SlowToRemove.class, LocalFileSystem.class);
    conf.setBoolean("fs.file.impl.disable.cache", true);
    java.nio.file.Path staging = root.resolve("staging");
    conf.set("mapreduce.jobtracker.staging.root.dir", staging.toString());

    runner.run(job(conf, Mapper.class));

    assertThat(staging).exists();
    try (Stream<java.nio.file.Path> left = Files.walk(staging)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /** Whoever has interrupted it removes what it has written. */
  @Test
  void aJobThatIsInterruptedEndsAfterItsTasks() throws IOException {
    Job job = job(new LocalRunner(root).conf(), Stubborn.class);
    Path errors = Tables.hadoop(root.resolve("errors"));

    assertThatThrownBy(
            () ->
                JobRuns.run(
                    job,
                    line -> {},
                    errors,
                    submitted -> {
                      Stubborn.STARTED.acquireUninterruptibly();
                      Thread.currentThread().interrupt();
                    }))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Stubborn.DONE.tryAcquire()).isTrue();
  }

  @Test
  void aStopThatIsUnderWayIsWaitedFor() throws Exception {
    Job job = mock(Job.class);
    when(job.getConfiguration()).thenReturn(new Configuration());
    Semaphore stops = new Semaphore(0);
    Semaphore stopped = new Semaphore(0);
    doAnswer(
            killing -> {
              stops.release();
              TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
              stopped.release();
              return null;
            })
        .when(job)
        .killJob();
    JobStop stop = new JobStop(job);
    stop.adopt();
    Thread end = new Thread(stop::stop);
    end.start();
    stops.acquire();

    stop.close();

    assertThat(stopped.tryAcquire()).isTrue();
    end.join();
  }

  @SuppressWarnings("rawtypes")
  private Job job(Configuration conf, Class<? extends Mapper> mapper) throws IOException {
    Job job = Job.getInstance(conf);
    job.setMapperClass(mapper);
    job.setNumReduceTasks(0);
    job.setOutputFormatClass(NullOutputFormat.class);
    Tables.write(root.resolve("input"), "y,x\n1,2\n");
    FileInputFormat.addInputPath(job, Tables.hadoop(root.resolve("input")));
    return job;
  }

  /** Goes on for a while when it is interrupted. */
  public static final class Stubborn extends Mapper<LongWritable, Text, LongWritable, Text> {

    private static final Semaphore STARTED = new Semaphore(0);
    private static final Semaphore DONE = new Semaphore(0);

    @Override
    protected void setup(Context context) {
      STARTED.release();
      try {
        TimeUnit.MINUTES.sleep(1);
      } catch (InterruptedException e) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS);
        while (System.nanoTime() - end < 0) {
          Thread.onSpinWait();
        }
        DONE.release();
      }
    }
  }

  /** Takes its time over the files that a job was submitted with. */
  public static final class SlowToRemove extends LocalFileSystem {

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      if (path.getParent().getName().equals(".staging")) {
        try {
          TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      return super.delete(path, recursive);
    }
  }
}
