package org.dmoe.mapreduce.simulate;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.table.in.TableOptions;
import org.dmoe.table.out.ColumnType;
import org.dmoe.table.out.RowFiles;
import org.dmoe.table.out.RowFormat;
import org.dmoe.table.out.RowOutputFormat;
import org.dmoe.table.out.RowSchema;

/** Draws rows of a known mixture in parallel; they do not depend on the number of tasks. */
public final class SimulateJob {

  /** Column of the expert that a row was drawn from. */
  public static final String LABEL = "label";

  private SimulateJob() {}

  /** What the rows consist of: covariates, response, trials or exposure, label. */
  public static RowSchema schema(FeatureSpec columns, boolean label) {
    RowSchema.Builder schema =
        RowSchema.builder()
            .addAll(columns.features(), ColumnType.DOUBLE)
            .add(columns.response(), type(columns.type()));
    String exposure = columns.type().exposure();
    if (!exposure.isEmpty()) {
      schema.add(exposure, isBinomial(columns.type()) ? ColumnType.LONG : ColumnType.DOUBLE);
    }
    return (label ? schema.add(LABEL, ColumnType.LONG) : schema).build();
  }

  private static ColumnType type(ResponseType response) {
    if (response.isGaussian()) {
      return ColumnType.DOUBLE;
    }
    return response.isText() ? ColumnType.TEXT : ColumnType.LONG;
  }

  private static boolean isBinomial(ResponseType response) {
    return response.family().equals(ResponseType.BINOMIAL);
  }

  /**
   * @param conf copied
   * @param model file of the mixture; not looked at where the options name a kind
   * @param support rows of covariates to draw from, in the model's order; N(0, 1) where there are
   *     none
   * @param output directory that gets the files
   */
  public static Job create(
      Configuration conf,
      SimulateOptions options,
      Path model,
      Optional<Path> support,
      FeatureSpec columns,
      RowFormat format,
      boolean compress,
      Path output)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "simulate"));
    job.setJarByClass(SimulateJob.class);
    options.store(job.getConfiguration());
    TableOptions.of(columns.response()).withKnown(columns).store(job.getConfiguration());
    if (options.kind().isEmpty()) {
      CacheFiles.add(job, model, Truth.MODEL);
    }
    if (support.isPresent()) {
      CacheFiles.add(job, support.get(), Truth.SUPPORT);
    }
    job.setInputFormatClass(RowRangeInputFormat.class);
    job.setMapperClass(SimulateMapper.class);
    job.setNumReduceTasks(0);
    RowFiles files = new RowFiles(schema(columns, options.label()), format, compress);
    RowOutputFormat.configure(job, files, output);
    return job;
  }
}
