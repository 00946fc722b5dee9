package org.dmoe.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.fit.FitJob;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.mapreduce.fit.FitOutputFormat;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.JobFailedException;
import org.dmoe.mapreduce.job.JobRuns;
import org.dmoe.mapreduce.job.TaskErrors;
import org.dmoe.mapreduce.sample.SampleJob;
import org.dmoe.mapreduce.sample.SampleKey;
import org.dmoe.mapreduce.sample.SampleMapper;
import org.dmoe.mapreduce.sample.SampledRow;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.RowCounter;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs on HDFS and YARN, in their application masters and in containers. */
class MiniClusterTest {

  private static final int SUPPORT_SIZE = 60;

  @TempDir private static java.nio.file.Path local;
  private static MiniDFSCluster hdfs;
  private static MiniMRYarnCluster yarn;
  private static Configuration cluster;

  @BeforeAll
  static void start() throws IOException {
    Configuration conf = new YarnConfiguration();
    conf.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 99.9f);
    conf.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
    conf.setLong(YarnConfiguration.RM_NM_HEARTBEAT_INTERVAL_MS, 100);
    hdfs = new MiniDFSCluster.Builder(conf, local.resolve("hdfs").toFile()).build();
    conf.set("fs.defaultFS", hdfs.getFileSystem().getUri().toString());
    yarn = new MiniMRYarnCluster("dmoe", 1);
    yarn.init(conf);
    yarn.start();
    cluster = yarn.getConfig();
    startQuickly(cluster);
    cluster.unset(MRJobConfig.JOB_UBERTASK_ENABLE); // the mini cluster says no
    wholeFiles().store(cluster);
  }

  private static TableOptions wholeFiles() {
    return TableOptions.builder().response("y").partition(TableOptions.Partition.FILE).build();
  }

  /** Containers live for seconds: their start is most of the test's time. */
  private static void startQuickly(Configuration conf) {
    String options = "-Xmx320m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData";
    conf.set(MRJobConfig.MR_AM_COMMAND_OPTS, options);
    conf.set(MRJobConfig.MAP_JAVA_OPTS, options);
    conf.set(MRJobConfig.REDUCE_JAVA_OPTS, options);
    conf.setInt(MRJobConfig.MR_AM_VMEM_MB, 512);
    conf.setInt(MRJobConfig.MAP_MEMORY_MB, 512);
    conf.setInt(MRJobConfig.REDUCE_MEMORY_MB, 512);
    conf.setInt(MRJobConfig.MR_AM_TO_RM_HEARTBEAT_INTERVAL_MS, 100);
  }

  @AfterAll
  static void stop() {
    if (yarn != null) {
      yarn.stop();
    }
    if (hdfs != null) {
      hdfs.shutdown();
    }
  }

  @Test
  void theClusterGivesTheBytesThatTheLocalRunnerGives() throws IOException {
    Tables.threeFiles(local.resolve("input"), 200);
    Configuration alone = new LocalRunner(local).conf();
    wholeFiles().store(alone);
    Path here = Tables.hadoop(local.resolve("here"));
    Path there = new Path("/runs/1");
    Path input = Tables.hadoop(local.resolve("input"));
    run(alone, input, here);
    FileSystem fs = hdfs.getFileSystem();
    fs.copyFromLocalFile(input, new Path("/data"));
    List<String> console = run(cluster, new Path("/data"), there);
    for (String file :
        List.of("sample/" + SampleJob.SUPPORT_FILE, "fit/" + FitOutputFormat.MODEL_FILE)) {
      assertThat(bytes(cluster, new Path(there, file)))
          .as(file)
          .isEqualTo(bytes(alone, new Path(here, file)));
    }
    assertThat(console)
        .last()
        .isEqualTo("3 maps 100 %, reduce 100 %, 600 rows read, 3 local models fitted");
  }

  /** An application master that cannot do it is not the end of a job. */
  @Test
  void aJobThatFailsInItsApplicationMasterRunsAgainInContainers() throws IOException {
    Tables.threeFiles(local.resolve("again"), 50);
    Path input = Tables.hadoop(local.resolve("again"));
    Path here = Tables.hadoop(local.resolve("again-here"));
    Configuration alone = new LocalRunner(local).conf();
    sample(alone, input, here, line -> {});
    hdfs.getFileSystem().copyFromLocalFile(input, new Path("/again"));
    Path there = new Path("/runs/3");
    Job job = sampleJob(cluster, new Path("/again"), there);
    job.setMapperClass(OnlyInContainers.class);
    List<String> console = new ArrayList<>();
    List<Job> submitted = new ArrayList<>();
    JobRuns.run(job, console::add, new Path(there, "errors"), submitted::add);
    assertThat(submitted).hasSize(2);
    assertThat(console)
        .contains("failed in the application master (not here), runs again in containers");
    String support = "sample/" + SampleJob.SUPPORT_FILE;
    assertThat(bytes(cluster, new Path(there, support)))
        .isEqualTo(bytes(alone, new Path(here, support)));
  }

  /** Draws rows, but not within an application master. */
  public static final class OnlyInContainers
      extends Mapper<RowKey, RowWritable, SampleKey, SampledRow> {

    @Override
    public void run(Context context) throws IOException, InterruptedException {
      if (context.getConfiguration().getBoolean("mapreduce.task.uberized", false)) {
        TaskErrors.reporting(
            context.getConfiguration(),
            "draw",
            () -> {
              throw new JobFailedException("not here");
            });
      }
      new SampleMapper().run(context);
    }
  }

  @Test
  void aBadRowIsNamedByTheClientInOneLine() throws IOException {
    FileSystem fs = hdfs.getFileSystem();
    java.nio.file.Path bad = local.resolve("bad.csv");
    Tables.write(bad, "y,x1,x2\n1,2,3\n1,two,3\n");
    fs.copyFromLocalFile(Tables.hadoop(bad), new Path("/bad/bad.csv"));
    assertThatThrownBy(() -> sample(cluster, new Path("/bad"), new Path("/runs/2"), line -> {}))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(fs.getUri() + "/bad/bad.csv:3: column 'x1': not a number: 'two'");
    assertThat(fs.exists(new Path("/runs/2/sample/" + SampleJob.SUPPORT_FILE))).isFalse();
  }

  /** The support and the models below the run's directory; what was printed. */
  private static List<String> run(Configuration base, Path input, Path run) throws IOException {
    Configuration conf = new Configuration(base);
    TableOptions.builder().response("y").partition(TableOptions.Partition.FILE).build().store(conf);
    List<String> console = new ArrayList<>();
    sample(conf, input, run, console::add);
    FitJobOptions options =
        FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
            .seed(5)
            .minLocalModels(1)
            .provenance(Map.of("seed", "5"))
            .build();
    Path support = new Path(run, "sample/" + SampleJob.SUPPORT_FILE);
    Counters counters =
        JobRuns.run(
            FitJob.create(
                conf,
                TableFiles.list(conf, List.of(input)),
                support,
                new Path(run, "fit"),
                options),
            console::add,
            new Path(run, "errors"));
    assertThat(counters.findCounter(DmoeCounter.LOCAL_MODELS_USED).getValue()).isEqualTo(3);
    assertThat(counters.findCounter(RowCounter.ROWS).getValue()).isEqualTo(600);
    return console;
  }

  private static void sample(Configuration conf, Path input, Path run, Consumer<String> console)
      throws IOException {
    JobRuns.run(sampleJob(conf, input, run), console, new Path(run, "errors"));
  }

  private static Job sampleJob(Configuration conf, Path input, Path run) throws IOException {
    return SampleJob.create(
        conf, TableFiles.list(conf, List.of(input)), new Path(run, "sample"), SUPPORT_SIZE, 5);
  }

  private static byte[] bytes(Configuration conf, Path file) throws IOException {
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return in.readAllBytes();
    }
  }
}
