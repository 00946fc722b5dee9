package org.dmoe.mapreduce.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.security.TokenCache;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.DmoeKey;

/**
 * Tables as CSV with a header in every file. Compressed files are not split, not even where the
 * codec could: the positions of rows would then depend on where.
 */
public final class TableInputFormat extends FileInputFormat<RowKey, RowWritable> {

  /**
   * Makes a job read tables: looks at the files and their headers, and stores which columns are
   * covariates. How to read them must have been stored ({@link TableOptions#store}).
   *
   * @return the columns
   * @throws org.dmoe.mapreduce.UnusableInputException if files or columns are not as they should be
   */
  public static FeatureSpec configure(Job job, List<Path> inputs) throws IOException {
    Configuration conf = job.getConfiguration();
    List<FileStatus> files = TableFiles.list(conf, inputs);
    FeatureSpec spec = TableFiles.resolve(conf, files, TableOptions.from(conf));
    DmoeKey.COLUMNS.set(conf, spec.features());
    setInputPaths(job, inputs.toArray(Path[]::new));
    job.setInputFormatClass(TableInputFormat.class);
    return spec;
  }

  /** The columns that {@link #configure} found. */
  public static FeatureSpec columns(Configuration conf) {
    return new FeatureSpec(DmoeKey.COLUMNS.getList(conf), DmoeKey.RESPONSE.get(conf));
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    Map<Path, String> identities = new TreeMap<>();
    Map<Path, Long> lengths = new TreeMap<>();
    files(job)
        .forEach(
            (identity, file) -> {
              identities.put(file.getPath(), identity);
              lengths.put(file.getPath(), file.getLen());
            });
    List<InputSplit> splits = new ArrayList<>();
    for (InputSplit split : super.getSplits(job)) {
      FileSplit part = (FileSplit) split;
      boolean whole = part.getLength() == lengths.get(part.getPath());
      splits.add(new TableSplit(part, identities.get(part.getPath()), whole));
    }
    return splits;
  }

  @Override
  protected List<FileStatus> listStatus(JobContext job) throws IOException {
    TokenCache.obtainTokensForNamenodes(
        job.getCredentials(), getInputPaths(job), job.getConfiguration());
    return new ArrayList<>(files(job).values());
  }

  @Override
  protected boolean isSplitable(JobContext job, Path file) {
    Configuration conf = job.getConfiguration();
    boolean plain = new CompressionCodecFactory(conf).getCodec(file) == null;
    return plain && TableOptions.from(conf).partition() == TableOptions.Partition.SPLIT;
  }

  @Override
  public RecordReader<RowKey, RowWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new TableRecordReader();
  }

  private static Map<String, FileStatus> files(JobContext job) throws IOException {
    return TableFiles.byIdentity(job.getConfiguration(), List.of(getInputPaths(job)));
  }
}
