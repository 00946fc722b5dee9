package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
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
    Job job = Job.getInstance(conf);
    job.setNumReduceTasks(0);
    job.setOutputFormatClass(NullOutputFormat.class);
    Tables.write(root.resolve("input"), "y,x\n1,2\n");
    FileInputFormat.addInputPath(job, Tables.hadoop(root.resolve("input")));

    runner.run(job);

    assertThat(staging).exists();
    try (Stream<java.nio.file.Path> left = Files.walk(staging)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
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
