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
import org.dmoe.data.SupportingSample;
import org.dmoe.io.SupportCsv;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.out.WorkPaths;

/** Writes covariates and exposures of the rows it gets, in their order, to one CSV file. */
public final class SupportOutputFormat extends FileOutputFormat<SampleKey, SampledRow> {

  @Override
  public RecordWriter<SampleKey, SampledRow> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    Path file = new Path(WorkPaths.of(getOutputCommitter(context)), SampleJob.SUPPORT_FILE);
    return new Writer(context.getConfiguration(), file);
  }

  private static final class Writer extends RecordWriter<SampleKey, SampledRow> {

    private final Configuration conf;
    private final Path file;
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> exposures = new ArrayList<>();

    Writer(Configuration conf, Path file) {
      this.conf = conf;
      this.file = file;
    }

    @Override
    public void write(SampleKey key, SampledRow row) {
      rows.add(row.x().clone());
      exposures.add(row.exposure());
    }

    @Override
    public void close(TaskAttemptContext context) throws IOException {
      if (rows.isEmpty()) {
        return;
      }
      List<String> features = RowInputFormat.columns(conf).features();
      SupportingSample support =
          SupportingSample.of(features, rows.toArray(double[][]::new))
              .withExposures(exposures.stream().mapToDouble(Double::doubleValue).toArray());
      try (FSDataOutputStream out = file.getFileSystem(conf).create(file, false)) {
        SupportCsv.write(out, support);
      }
    }
  }
}
