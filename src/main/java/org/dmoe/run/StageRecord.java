package org.dmoe.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
 * @param job identity of the job; null before it is submitted
 * @param done whether its files are at their place
 * @param artefacts these files and directories, below the run directory
 * @param counters of the job when it is done
 */
record StageRecord(
    String stage,
    SortedMap<String, String> fingerprint,
    String work,
    String job,
    boolean done,
    List<String> artefacts,
    Map<String, Long> counters) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ENDING = ".json";

  static StageRecord planned(
      String stage, SortedMap<String, String> fingerprint, String work, List<String> artefacts) {
    return new StageRecord(stage, fingerprint, work, null, false, artefacts, Map.of());
  }

  StageRecord submitted(String id) {
    return new StageRecord(stage, fingerprint, work, id, false, artefacts, Map.of());
  }

  /**
   * @param made the artefacts that there are
   */
  StageRecord finished(List<String> made, Counters all) {
    return new StageRecord(stage, fingerprint, work, job, true, made, OwnCounters.values(all));
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

  /** A record whose writer was killed, or of another version, is as good as none. */
  private static Optional<StageRecord> read(FileSystem fs, Path file) throws IOException {
    if (!fs.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = fs.open(file)) {
      StageRecord record = JSON.readValue(in, StageRecord.class);
      record.hadoopCounters();
      return Optional.of(record);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
