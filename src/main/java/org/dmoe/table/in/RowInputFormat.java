package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.security.TokenCache;
import org.dmoe.data.FeatureSpec;
import org.dmoe.table.TableKey;

/**
 * Tables as CSV, Avro or Parquet, by the extensions of the files' names. Compressed CSV is not
 * split, not even where the codec could: the positions of rows would then depend on where.
 */
public final class RowInputFormat extends FileInputFormat<RowKey, RowWritable> {

  /**
   * Makes a job read tables: looks at the files and their headers, and stores which columns are
   * covariates. How to read them must have been stored ({@link TableOptions#store}).
   *
   * @return the columns
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   */
  public static FeatureSpec configure(Job job, List<Path> inputs) throws IOException {
    Configuration conf = job.getConfiguration();
    Map<String, FileStatus> files = TableFiles.byIdentity(conf, inputs);
    FeatureSpec spec = TableFiles.resolve(conf, files, TableOptions.from(conf), line -> {});
    TableKey.COLUMNS.set(conf, SpecEntries.write(spec.columns()));
    setInputPaths(job, inputs.toArray(Path[]::new));
    job.setInputFormatClass(RowInputFormat.class);
    return spec;
  }

  /** The columns that {@link #configure} found. */
  public static FeatureSpec columns(Configuration conf) {
    return new FeatureSpec(
        SpecEntries.read(TableKey.COLUMNS.getList(conf)),
        TableKey.RESPONSE.get(conf),
        TableKey.WEIGHT.get(conf));
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    Map<Path, String> identities = new HashMap<>();
    Map<String, Long> lengths = new HashMap<>();
    Map<String, FileStatus> files = files(job);
    files.forEach(
        (identity, file) -> {
          identities.put(file.getPath(), identity);
          lengths.put(identity, file.getLen());
        });
    List<SplitPart> parts = new ArrayList<>();
    for (InputSplit split : super.getSplits(job)) {
      parts.add(part((FileSplit) split, identities, lengths));
    }
    return groups(job, parts, lengths, files.values().iterator().next().getBlockSize()).stream()
        .<InputSplit>map(RowSplit::new)
        .toList();
  }

  private static SplitPart part(
      FileSplit split, Map<Path, String> identities, Map<String, Long> lengths) throws IOException {
    String identity = identities.get(split.getPath());
    boolean whole = split.getLength() == lengths.get(identity);
    return new SplitPart(
        split.getPath(),
        identity,
        split.getStart(),
        split.getLength(),
        whole,
        Arrays.asList(split.getLocations()));
  }

  private List<List<SplitPart>> groups(
      JobContext job, List<SplitPart> parts, Map<String, Long> lengths, long blockSize)
      throws IOException {
    TableOptions options = TableOptions.from(job.getConfiguration());
    if (options.partition() == TableOptions.Partition.FILE) {
      return parts.stream().map(List::of).toList();
    }
    long least = Math.max(getFormatMinSplitSize(), getMinSplitSize(job));
    long target = computeSplitSize(blockSize, least, getMaxSplitSize(job));
    return new SplitGroups(job.getConfiguration(), target, options.minRows(), lengths).of(parts);
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
    return TableOptions.from(conf).partition() == TableOptions.Partition.SPLIT
        && TableFormat.of(file).isSplittable(conf, file);
  }

  @Override
  public RecordReader<RowKey, RowWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new RowReader();
  }

  private static Map<String, FileStatus> files(JobContext job) throws IOException {
    return TableFiles.byIdentity(job.getConfiguration(), List.of(getInputPaths(job)));
  }
}
