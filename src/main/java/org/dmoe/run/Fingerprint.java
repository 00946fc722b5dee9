package org.dmoe.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.ConfigurationKey;
import org.dmoe.table.TableKey;

/**
 * Everything that the result of a job depends on, by name: the program's version, its own keys, the
 * bounds of splits, the input's files, and the contents of the files that its tasks read.
 */
final class Fingerprint {

  private static final String FILES = "input files";

  private static final Set<String> SPLITS =
      Set.of(FileInputFormat.SPLIT_MINSIZE, FileInputFormat.SPLIT_MAXSIZE);

  /** Keys on which no result depends; the provenance repeats others. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          TableKey.ERRORS_DIR.key(),
          TableKey.MAX_TASKS.key(),
          TableKey.TASK_BYTES.key(),
          JobKey.THREADS.key(),
          JobKey.REFINE.key(),
          JobKey.PLACEMENT.key(),
          JobKey.PROVENANCE.key());

  private Fingerprint() {}

  static SortedMap<String, String> of(Job job, List<FileStatus> files) throws IOException {
    return of(job, files(files));
  }

  /**
   * @param inputs that of the stage that has made the input files
   */
  static SortedMap<String, String> of(Job job, SortedMap<String, String> inputs)
      throws IOException {
    MessageDigest digest = sha256();
    digest.update(inputs.toString().getBytes(StandardCharsets.UTF_8));
    return of(job, HexFormat.of().formatHex(digest.digest()));
  }

  private static SortedMap<String, String> of(Job job, String files) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put("dmoe", Versions.dmoe());
    Configuration conf = job.getConfiguration();
    for (ConfigurationKey key : JobKey.all()) {
      if (!WITHOUT_EFFECT.contains(key.key())) {
        key.stored(conf).ifPresent(value -> entries.put(key.flag().orElse(key.key()), value));
      }
    }
    SPLITS.forEach(key -> entries.put(key, conf.get(key, "")));
    entries.put(FILES, files);
    addCacheFiles(entries, job);
    return entries;
  }

  /** What is different, for people: the first difference, an option's before any other. */
  static String difference(Map<String, String> before, Map<String, String> now) {
    SortedMap<String, String> names = new TreeMap<>(before);
    names.putAll(now);
    for (String name : names.keySet()) {
      String old = before.get(name);
      if (name.startsWith("-") && !Objects.equals(old, now.get(name))) {
        return "%s was %s, is %s".formatted(name, shown(old), shown(now.get(name)));
      }
    }
    return names.keySet().stream()
        .filter(name -> !Objects.equals(before.get(name), now.get(name)))
        .findFirst()
        .map(name -> name.equals(FILES) ? "the input files have changed" : name + " has changed")
        .orElse("nothing has changed");
  }

  private static String shown(String value) {
    return value == null || value.isEmpty() ? "not given" : value;
  }

  private static String files(List<FileStatus> files) {
    MessageDigest digest = sha256();
    for (FileStatus file : files) {
      String line =
          "%s\t%d\t%d\t%d\n"
              .formatted(
                  file.getPath(), file.getLen(), file.getModificationTime(), file.getBlockSize());
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addCacheFiles(SortedMap<String, String> entries, Job job) throws IOException {
    for (Map.Entry<String, Path> file : CacheFiles.all(job).entrySet()) {
      entries.put(file.getKey(), content(job.getConfiguration(), file.getValue()));
    }
  }

  private static String content(Configuration conf, Path path) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
