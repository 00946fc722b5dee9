package org.dmoe.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.mapreduce.job.OwnCounters;

/**
 * What is written down of a stage, so that a later run can go on from it.
 *
 * @param stage its name
 * @param fingerprint what its result depends on
 * @param work where its job writes, below the run directory
 * @param tag of the run's jobs
 * @param job the job; null before it is submitted
 * @param done whether its files are at their place
 * @param artefacts these files and directories, below the run directory
 * @param counters of the job when it is done
 */
record StageRecord(
    String stage,
    SortedMap<String, String> fingerprint,
    String work,
    String tag,
    JobRecord job,
    boolean done,
    List<String> artefacts,
    Map<String, Long> counters) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ENDING = ".json";
  private static final Pattern CHILD = Pattern.compile("[^/:]+(/[^/:]+)*");

  StageRecord {
    Objects.requireNonNull(stage, "stage");
    fingerprint = new TreeMap<>(fingerprint);
    artefacts = List.copyOf(artefacts);
    counters = Map.copyOf(counters);
  }

  static StageRecord planned(
      String stage,
      SortedMap<String, String> fingerprint,
      String work,
      String tag,
      List<String> artefacts) {
    return new StageRecord(stage, fingerprint, work, tag, null, false, artefacts, Map.of());
  }

  StageRecord submitted(JobRecord submitted) {
    return new StageRecord(stage, fingerprint, work, tag, submitted, false, artefacts, Map.of());
  }

  /**
   * @param made the artefacts that there are
   */
  StageRecord finished(List<String> made, Counters all) {
    return new StageRecord(stage, fingerprint, work, tag, job, true, made, OwnCounters.values(all));
  }

  /** The job's own counters, without Hadoop's. */
  Counters hadoopCounters() {
    return OwnCounters.of(counters);
  }

  void write(FileSystem fs, Path directory) throws IOException {
    try (OutputStream out = fs.create(new Path(directory, stage + ENDING), true)) {
      JSON.writeValue(out, this);
    }
  }

  static Optional<StageRecord> read(FileSystem fs, Path directory, String stage)
      throws IOException {
    return read(fs, new Path(directory, stage + ENDING));
  }

  /** All records in a directory that can be read. */
  static List<StageRecord> readAll(FileSystem fs, Path directory) throws IOException {
    List<StageRecord> records = new ArrayList<>();
    for (FileStatus file : list(fs, directory)) {
      if (file.getPath().getName().endsWith(ENDING)) {
        read(fs, file.getPath()).ifPresent(records::add);
      }
    }
    return records;
  }

  private static FileStatus[] list(FileSystem fs, Path directory) throws IOException {
    try {
      return fs.listStatus(directory);
    } catch (FileNotFoundException | AccessControlException e) {
      return new FileStatus[0]; // what may not be read may not be written either, and is named then
    }
  }

  /** Whether a stage is done of which there is a record in a directory. */
  static boolean anyDone(FileSystem fs, Path directory) throws IOException {
    return readAll(fs, directory).stream().anyMatch(StageRecord::done);
  }

  /** Whether there is anything in a directory of records. */
  static boolean exist(FileSystem fs, Path directory) throws IOException {
    return list(fs, directory).length > 0;
  }

  /** Paths in a record name what is read, moved and deleted: nothing outside the run directory. */
  private boolean isWithin() {
    return isChild(work) && artefacts.stream().allMatch(StageRecord::isChild);
  }

  private static boolean isChild(String path) {
    return path != null
        && CHILD.matcher(path).matches()
        && Arrays.stream(path.split("/")).noneMatch(name -> name.equals("..") || name.equals("."));
  }

  /** A record whose writer was killed, or that this version would not write, is as good as none. */
  private static Optional<StageRecord> read(FileSystem fs, Path file) throws IOException {
    if (!fs.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = fs.open(file)) {
      Optional<StageRecord> record = Optional.ofNullable(JSON.readValue(in, StageRecord.class));
      record.ifPresent(StageRecord::hadoopCounters);
      return record.filter(StageRecord::isWithin);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
