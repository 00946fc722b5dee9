package org.dmoe.mapreduce.refine;

import java.io.IOException;
import org.apache.avro.mapred.AvroValue;
import org.apache.avro.mapreduce.AvroJob;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.data.FeatureSpec;
import org.dmoe.io.SiteStatistics;
import org.dmoe.io.StatisticsFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.SmallTasks;
import org.dmoe.mapreduce.job.SortBuffer;
import org.dmoe.mapreduce.job.TaskHeap;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.refine.RowPass;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;

/** Sums the rows of all splits at a model. Leaves {@link SumsOutputFormat#FILE}. */
public final class RefineJob {

  /** Name of the model in the job's cache. */
  static final String MODEL = "dmoe-model.avro";

  /** The same of models of which only the log-likelihood is wanted. */
  static final String CANDIDATES = "dmoe-candidates.avro";

  /** With so many parameters the sums of a row take about as long as its reading. */
  private static final double CHEAP_PARAMETERS = 100;

  private RefineJob() {}

  /**
   * @param conf with the table's options stored; copied
   * @param file of the model
   * @param model the same, with a mixture
   * @param output directory that does not exist yet
   * @param scores whether products of scores are summed too, and {@link SumsOutputFormat#MACHINES}
   *     is left beside
   * @throws UnusableInputException if files or columns are not as they should be, or not the
   *     model's
   */
  public static Job create(
      Configuration conf,
      TableFiles files,
      Path file,
      StoredModel model,
      Path output,
      boolean scores)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "refine"));
    job.setJarByClass(RefineJob.class);
    requireColumns(model, RowInputFormat.configure(job, files));
    CacheFiles.add(job, file, MODEL);
    SortBuffer.forFew(job.getConfiguration());
    JobKey.SCORES.set(job.getConfiguration(), Boolean.toString(scores));
    requestHeap(job.getConfiguration(), model, scores);
    SmallTasks.share(job.getConfiguration(), cost(model));
    job.setMapperClass(RefineMapper.class);
    job.setMapOutputKeyClass(Text.class);
    AvroJob.setMapOutputValueSchema(job, StatisticsRecord.getClassSchema());
    AvroJob.setDataModelClass(job, SpecificData.class);
    job.setReducerClass(RefineReducer.class);
    job.setNumReduceTasks(1);
    job.getConfiguration().setFloat(MRJobConfig.COMPLETED_MAPS_FOR_REDUCE_SLOWSTART, 1);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(AvroValue.class);
    job.setOutputFormatClass(SumsOutputFormat.class);
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }

  /**
   * Has the log-likelihoods of other models summed beside.
   *
   * @param file of these models, of the same covariates, each with a mixture
   */
  public static void compare(Job job, Path file) throws IOException {
    CacheFiles.add(job, file, CANDIDATES);
  }

  /** The sums that a finished job left, and the log-likelihoods of the other models. */
  public static SiteStatistics read(Configuration conf, Path file) throws IOException {
    try (FSDataInputStream in = file.getFileSystem(conf).open(file)) {
      return StatisticsFiles.read(in, file.toString()).get(0);
    }
  }

  private static void requireColumns(StoredModel model, FeatureSpec table)
      throws UnusableInputException {
    boolean named = !model.features().isEmpty();
    if (named && !model.features().equals(table.features())) {
      throw new WrongOptionException(
          "--features: the table's %s are not the model's %s"
              .formatted(table.features(), model.features()));
    }
    int dimension = model.mixture().orElseThrow().dimension();
    if (dimension != table.dimension()) {
      throw new UnusableInputException(
          "--model: the model has %d covariates, the table %d"
              .formatted(dimension, table.dimension()));
    }
  }

  /** A row's products of derivatives are as many as the parameters' squares. */
  private static double cost(StoredModel model) {
    return 1 + model.mixture().orElseThrow().freeParameters() / CHEAP_PARAMETERS;
  }

  private static void requestHeap(Configuration job, StoredModel model, boolean scores)
      throws IOException {
    long bytes = RowPass.heapBytes(model.mixture().orElseThrow(), scores);
    String what = "the sums of rows at a model of %d parameters";
    String named = what.formatted(model.mixture().orElseThrow().freeParameters());
    new TaskHeap(job, TaskType.MAP)
        .request(bytes + SortBuffer.bytes(job), Integer.MAX_VALUE, named);
    new TaskHeap(job, TaskType.REDUCE).request(bytes, 1, named);
  }
}
