package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.mapreduce.Tables;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UberModeTest {

  private static final String ENABLE = "mapreduce.job.ubertask.enable";
  private static final String MASTER_MB = "yarn.app.mapreduce.am.resource.mb";
  private static final String MASTER_OPTIONS = "yarn.app.mapreduce.am.command-opts";

  @TempDir private Path rows;
  private Configuration conf;

  @BeforeEach
  void cluster() throws IOException {
    Tables.threeFiles(rows, 20);
    conf = new JobConf();
    conf.set("mapreduce.framework.name", "yarn");
    TableOptions.of("y").store(conf);
  }

  private Job job() throws IOException {
    Job job = Job.getInstance(conf);
    RowInputFormat.configureWithAnySplits(job, Tables.files(rows));
    return job;
  }

  @Test
  void aSmallJobIsGivenToItsMasterAndItsCopyIsNot() throws IOException {
    Job job = job();
    Optional<Job> copy = UberMode.choose(job);
    assertThat(job.getConfiguration().getBoolean(ENABLE, false)).isTrue();
    assertThat(copy.orElseThrow().getConfiguration().getBoolean(ENABLE, true)).isFalse();
    assertThat(RowInputFormat.bytes(copy.get().getConfiguration()))
        .isEqualTo(RowInputFormat.bytes(job.getConfiguration()));
  }

  @Test
  void whatTheUserOrTheClusterHasSaidStays() throws IOException {
    conf.setBoolean(ENABLE, false);
    assertIsNotChosen(job());
    conf.unset(ENABLE);
    SiteFile.set(conf, ENABLE, "false");
    assertIsNotChosen(job());
  }

  @Test
  void aLargeJobAndOneWithManyReducersHaveContainers() throws IOException {
    Job large = job();
    UberMode.limit(large.getConfiguration(), 1000);
    assertIsNotChosen(large);
    Job reducers = job();
    reducers.setNumReduceTasks(2);
    assertIsNotChosen(reducers);
    Job work = job();
    UberMode.refuse(work.getConfiguration());
    assertIsNotChosen(work);
  }

  /** Only a table's bytes tell how much there is to do. */
  @Test
  void aJobWithoutATableHasContainers() throws IOException {
    assertIsNotChosen(Job.getInstance(conf));
  }

  @Test
  void theMasterGetsTheMemoryOfTheTasks() throws IOException {
    SiteFile.set(conf, MASTER_MB, "512");
    SiteFile.set(conf, MASTER_OPTIONS, "-Xmx300m -Dx=y");
    Job job = job();
    job.getConfiguration().setInt("mapreduce.reduce.memory.mb", 2000);
    assertThat(UberMode.choose(job)).isPresent();
    assertThat(job.getConfiguration().getInt(MASTER_MB, 0)).isEqualTo(2000);
    assertThat(job.getConfiguration().get(MASTER_OPTIONS))
        .startsWith("-Dx=y -Xmx1600m -XX:+UseSerialGC ");
  }

  @Test
  void aMasterThatTheUserHasMadeTooSmallRunsNoTasks() throws IOException {
    conf.set(MASTER_OPTIONS, "-Xmx300m");
    assertIsNotChosen(job());
    conf.set(MASTER_OPTIONS, "-Xmx3000m");
    assertThat(UberMode.choose(job())).isPresent();
  }

  /** Hadoop refuses an output that is there; files of somebody else stay. */
  @Test
  void whatAFailedJobLeftOfItsOutputIsRemoved() throws IOException {
    Path output = rows.resolve("out");
    Job job = job();
    FileOutputFormat.setOutputPath(job, Tables.hadoop(output));
    Tables.write(output.resolve("_temporary/0/part"), "x");
    UberMode.removeRemains(job);
    assertThat(output).doesNotExist();
    UberMode.removeRemains(job);
    Tables.write(output.resolve("_temporary/0/part"), "x");
    Tables.write(output.resolve("other"), "x");
    UberMode.removeRemains(job);
    assertThat(output).isDirectoryNotContaining(path -> path.endsWith("_temporary"));
    assertThat(output.resolve("other")).exists();
  }

  private static void assertIsNotChosen(Job job) throws IOException {
    assertThat(UberMode.choose(job)).isEmpty();
    assertThat(job.getConfiguration().getBoolean(ENABLE, false)).isFalse();
  }
}
