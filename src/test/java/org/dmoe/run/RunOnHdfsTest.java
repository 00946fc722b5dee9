package org.dmoe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.dmoe.mapreduce.job.JobFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs on HDFS itself. */
class RunOnHdfsTest {

  @TempDir private static Path local;

  private static MiniDFSCluster cluster;
  private static DistributedFileSystem fs;

  private final List<String> console = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    cluster = new MiniDFSCluster.Builder(new Configuration(), local.toFile()).build();
    fs = cluster.getFileSystem();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  private static org.apache.hadoop.fs.Path path(String name) {
    return fs.makeQualified(new org.apache.hadoop.fs.Path(name));
  }

  private static List<String> names(String directory) throws IOException {
    return Arrays.stream(fs.listStatus(path(directory)))
        .map(file -> file.getPath().getName())
        .sorted()
        .toList();
  }

  @Test
  void ofManyRunsAtATimeOneWrites() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    Output output = Output.of(path("/many/run"));
    CountDownLatch refused = new CountDownLatch(5);
    try {
      List<Callable<String>> runs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        runs.add(() -> outcome(output, refused));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> outcome : threads.invokeAll(runs)) {
        outcomes.add(outcome.get());
      }
      assertThat(outcomes).filteredOn("whole"::equals).hasSize(1);
      assertThat(outcomes)
          .filteredOn(said -> !said.equals("whole"))
          .allMatch(said -> said.contains("writes there") || said.contains("exists"));
      assertThat(names("/many")).containsExactly("run");
      assertThat(names("/many/run")).containsExactly("_SUCCESS", "file");
    } finally {
      threads.shutdownNow();
    }
  }

  /** The run that gets in stays until the others have been refused. */
  private static String outcome(Output output, CountDownLatch refused) throws IOException {
    try (RunDirectory run = RunDirectory.create(new Configuration(), output, line -> {})) {
      run.create("file").close();
      refused.await(60, TimeUnit.SECONDS);
      run.commit();
      return "whole";
    } catch (UnusableOutputException e) {
      refused.countDown();
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Test
  void aDirectoryThatAppearsIsNotMovedInto() throws IOException {
    org.apache.hadoop.fs.Path output = path("/appears/run");
    FilterFileSystem busy =
        new FilterFileSystem(fs) {
          @Override
          public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
              throws IOException {
            if (to.equals(output)) {
              fs.create(new org.apache.hadoop.fs.Path(output, "mine")).close();
            }
            return super.rename(from, to);
          }
        };
    StagingBeside staging = new StagingBeside(new Configuration(), busy, output, output);
    staging.open(true);
    fs.create(new org.apache.hadoop.fs.Path(staging.directory(), "file")).close();

    assertThatThrownBy(() -> staging.place(false))
        .isInstanceOf(UnusableOutputException.class)
        .hasMessageContaining("appeared while the run was under way");

    assertThat(names("/appears/run")).containsExactly("mine");
    assertThat(names("/appears/_run.unfinished")).containsExactly("file");
  }

  @Test
  void aQuotaThatLeavesNoRoomForTheLockIsNamed() throws IOException {
    fs.mkdirs(path("/full"));
    fs.setQuota(path("/full"), HdfsConstants.QUOTA_DONT_SET, 1024);

    assertThatThrownBy(
            () ->
                RunDirectory.create(
                    new Configuration(), Output.of(path("/full/run")), console::add))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("--output")
        .hasMessageContaining("quota");

    assertThat(names("/full")).isEmpty();
  }
}
