package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.WeakHashMap;
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
import org.dmoe.model.WrongOptionException;
import org.dmoe.table.TableKey;

/**
 * Tables as CSV, Avro or Parquet, by the extensions of the files' names. Compressed CSV is not
 * split, not even where the codec could: the positions of rows would then depend on where.
 */
public final class RowInputFormat extends FileInputFormat<RowKey, RowWritable> {

  /**
   * What is known of the files of a job: whoever submits it asks for its splits by that very
   * configuration.
   */
  private static final Map<Configuration, TableFiles> FILES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private TableFiles files;
  private TableOptions options;
  private SourceFiles sources;

  /**
   * Makes a job read tables: stores which columns are covariates. How to read them must have been
   * stored ({@link TableOptions#store}).
   *
   * @return the columns
   * @throws org.dmoe.model.UnusableInputException if columns are not as they should be
   */
  public static FeatureSpec configure(Job job, TableFiles files) throws IOException {
    Configuration conf = job.getConfiguration();
    requireNumbers(conf);
    FeatureSpec spec = files.resolve(conf, TableOptions.from(conf), line -> {});
    TableKey.COLUMNS.set(conf, SpecEntries.write(spec));
    TableKey.CSV_HEADERS.set(conf, SpecEntries.writeHeaders(files.textHeaders(conf)));
    setInputPaths(job, files.inputs().toArray(Path[]::new));
    job.setInputFormatClass(RowInputFormat.class);
    FILES.put(conf, files);
    return spec;
  }

  /** Before anything runs; they have no flags that would be looked at. */
  private static void requireNumbers(Configuration conf) throws WrongOptionException {
    try {
      TableKey.TASK_BYTES.getLong(conf);
      TableKey.MAX_TASKS.getInt(conf);
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException("-D " + e.getMessage(), e);
    }
  }

  /** As {@link #configure}, for a job whose result does not depend on where rows are parted. */
  public static FeatureSpec configureWithAnySplits(Job job, TableFiles files) throws IOException {
    TableKey.PARTITION.set(job.getConfiguration(), TableOptions.Partition.SPLIT);
    TableKey.MIN_ROWS.set(job.getConfiguration(), 1);
    return configure(job, files);
  }

  /** Gives a copy of a job what is known of its files, if anything is. */
  public static void shareFiles(Configuration job, Configuration copy) {
    TableFiles known = FILES.get(job);
    if (known != null) {
      FILES.put(copy, known);
    }
  }

  /** Bytes of a job's files; empty where it reads no tables. */
  public static OptionalLong bytes(Configuration job) {
    TableFiles known = FILES.get(job);
    return known == null
        ? OptionalLong.empty()
        : OptionalLong.of(known.all().stream().mapToLong(FileStatus::getLen).sum());
  }

  /** The columns that {@link #configure} found. */
  public static FeatureSpec columns(Configuration conf) {
    return SpecEntries.read(
        TableKey.COLUMNS.getList(conf), TableKey.RESPONSE.get(conf), TableKey.WEIGHT.get(conf));
  }

  /**
   * The tasks of a job, each with one machine's rows or those of several machines that are files.
   */
  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    List<RowSplit> machines = machines(job);
    if (options.partition() != TableOptions.Partition.FILE) {
      return List.copyOf(machines);
    }
    int most = TableKey.MAX_TASKS.getInt(job.getConfiguration());
    long small = TableKey.TASK_BYTES.getLong(job.getConfiguration());
    return List.copyOf(new TaskGroups(most, small, splitSize(job)).of(machines));
  }

  /** A split for each machine. */
  public List<RowSplit> machines(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    files = files(job);
    options = TableOptions.from(conf);
    sources = new SourceFiles(conf);
    Map<Path, String> identities = new HashMap<>();
    files.byIdentity().forEach((identity, file) -> identities.put(file.getPath(), identity));
    Map<String, Optional<FileHeader>> headers = files.headers(conf);
    List<List<String>> columns = files.textHeaders(conf);
    List<SplitPart> parts = new ArrayList<>();
    for (InputSplit split : super.getSplits(job)) {
      FileSplit file = (FileSplit) split;
      String identity = identities.get(file.getPath());
      parts.add(part(file, identity, header(file, headers.get(identity), columns)));
    }
    return groups(job, parts).stream().map(RowSplit::new).toList();
  }

  private static SplitPart.Header header(
      FileSplit split, Optional<FileHeader> header, List<List<String>> columns) {
    return split.getStart() == 0 || header.isEmpty()
        ? SplitPart.Header.OWN
        : new SplitPart.Header(
            columns.indexOf(header.get().schema().columns()), header.get().end());
  }

  private SplitPart part(FileSplit split, String identity, SplitPart.Header header)
      throws IOException {
    return new SplitPart(
        split.getPath(),
        identity,
        split.getStart(),
        split.getLength(),
        split.getLength() == files.byIdentity().get(identity).getLen(),
        header,
        Arrays.asList(split.getLocations()));
  }

  private List<List<SplitPart>> groups(JobContext job, List<SplitPart> parts) throws IOException {
    if (options.partition() == TableOptions.Partition.FILE) {
      return parts.stream().map(List::of).toList();
    }
    Map<String, Long> lengths = new HashMap<>();
    files.byIdentity().forEach((identity, file) -> lengths.put(identity, file.getLen()));
    return new SplitGroups(job.getConfiguration(), splitSize(job), options.minRows(), lengths)
        .of(parts);
  }

  private long splitSize(JobContext job) {
    long block = files.byIdentity().values().iterator().next().getBlockSize();
    long least = Math.max(getFormatMinSplitSize(), getMinSplitSize(job));
    return computeSplitSize(block, least, getMaxSplitSize(job));
  }

  @Override
  protected List<FileStatus> listStatus(JobContext job) throws IOException {
    TokenCache.obtainTokensForNamenodes(
        job.getCredentials(), getInputPaths(job), job.getConfiguration());
    return files.all();
  }

  @Override
  protected boolean isSplitable(JobContext job, Path file) {
    return options.partition() == TableOptions.Partition.SPLIT
        && TableFormat.of(file).isSplittable(sources.of(file));
  }

  @Override
  public RecordReader<RowKey, RowWritable> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return new RowReader();
  }

  private static TableFiles files(JobContext job) throws IOException {
    TableFiles known = FILES.get(job.getConfiguration());
    return known != null
        ? known
        : TableFiles.list(job.getConfiguration(), List.of(getInputPaths(job)));
  }
}
