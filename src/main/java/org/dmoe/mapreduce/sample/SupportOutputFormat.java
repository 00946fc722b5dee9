package org.dmoe.mapreduce.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.RawCsv;
import org.dmoe.io.SupportCsv;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.out.WorkPaths;

/**
 * Writes covariates and exposures of the rows it gets, in their order, to one CSV file, and what a
 * formula made the covariates of to another.
 */
public final class SupportOutputFormat extends FileOutputFormat<SampleKey, SampledRow> {

  @Override
  public RecordWriter<SampleKey, SampledRow> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    return new Writer(context.getConfiguration(), WorkPaths.of(getOutputCommitter(context)));
  }

  private static final class Writer extends RecordWriter<SampleKey, SampledRow> {

    private final Configuration conf;
    private final Path directory;
    private final List<double[]> rows = new ArrayList<>();
    private final List<double[]> raw = new ArrayList<>();
    private final List<Double> exposures = new ArrayList<>();

    Writer(Configuration conf, Path directory) {
      this.conf = conf;
      this.directory = directory;
    }

    @Override
    public void write(SampleKey key, SampledRow row) {
      rows.add(row.x().clone());
      raw.add(row.raw().clone());
      exposures.add(row.exposure());
    }

    @Override
    public void close(TaskAttemptContext context) throws IOException {
      if (rows.isEmpty()) {
        return;
      }
      FeatureSpec columns = RowInputFormat.columns(conf);
      SupportingSample support =
          SupportingSample.of(columns.features(), rows.toArray(double[][]::new))
              .withExposures(exposures.stream().mapToDouble(Double::doubleValue).toArray());
      try (FSDataOutputStream out = create(SampleJob.SUPPORT_FILE)) {
        SupportCsv.write(out, support);
      }
      if (!columns.formula().isNone()) {
        try (FSDataOutputStream out = create(SampleJob.RAW_FILE)) {
          RawCsv.write(out, columns, raw, exposures);
        }
      }
    }

    private FSDataOutputStream create(String name) throws IOException {
      Path file = new Path(directory, name);
      return file.getFileSystem(conf).create(file, false);
    }
  }
}
