package org.dmoe.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Messages that tasks leave in files for whoever submitted the job: the local runner passes no
 * diagnostics on, and a cluster's are stack traces.
 */
public final class TaskMessages {

  private static final String ERROR = ".txt";
  private static final String NOTE = ".note";
  private static final String EMPTY = ".empty";
  private static final int LONGEST_NAME = 200;

  /**
   * A message.
   *
   * @param file name of its file, which orders messages by the tasks' identities
   */
  public record Message(String file, String text) {}

  private TaskMessages() {}

  /**
   * Leaves the reason of a failure; the last one of a task stays.
   *
   * @param task identity of the task, the same for each of its attempts
   */
  public static void error(Configuration conf, String task, String text) throws IOException {
    leave(conf, task, ERROR, text);
  }

  /** Leaves a line that is of use only if the job as a whole turns out to be wrong. */
  public static void note(Configuration conf, String task, String line) throws IOException {
    leave(conf, task, NOTE, line);
  }

  /** Leaves the name of a file that gave no row at all, not even a bad one. */
  public static void noRow(Configuration conf, String identity, String file) throws IOException {
    leave(conf, identity, EMPTY, file);
  }

  /** The files that gave no row. */
  public static List<String> withoutRows(Configuration conf, Path dir) throws IOException {
    List<String> names = new ArrayList<>();
    for (FileStatus file : files(conf, dir, EMPTY)) {
      names.add(read(conf, file.getPath()));
    }
    return names;
  }

  /** The reasons of failures, by the order of the tasks' identities. */
  public static List<Message> errors(Configuration conf, Path dir) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (FileStatus file : files(conf, dir, ERROR)) {
      messages.add(new Message(file.getPath().getName(), read(conf, file.getPath())));
    }
    return messages;
  }

  /** The first note by the order of the tasks' identities. */
  public static Optional<String> firstNote(Configuration conf, Path dir) throws IOException {
    List<FileStatus> notes = files(conf, dir, NOTE);
    return notes.isEmpty() ? Optional.empty() : Optional.of(read(conf, notes.get(0).getPath()));
  }

  private static void leave(Configuration conf, String task, String extension, String text)
      throws IOException {
    Optional<Path> dir = TableKey.ERRORS_DIR.find(conf).map(Path::new);
    if (dir.isPresent()) {
      write(conf, file(dir.get(), task, extension), text);
    }
  }

  private static Path file(Path dir, String task, String extension) {
    String name = URLEncoder.encode(task, StandardCharsets.UTF_8);
    if (name.length() > LONGEST_NAME) {
      String hash = Long.toHexString(StableHash.of(0, task));
      name = name.substring(0, LONGEST_NAME - hash.length()) + hash;
    }
    return new Path(dir, name + extension);
  }

  private static void write(Configuration conf, Path file, String text) throws IOException {
    try (FSDataOutputStream out = file.getFileSystem(conf).create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String read(Configuration conf, Path file) throws IOException {
    try (FSDataInputStream in = file.getFileSystem(conf).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<FileStatus> files(Configuration conf, Path dir, String extension)
      throws IOException {
    FileSystem fs = dir.getFileSystem(conf);
    try {
      FileStatus[] all = fs.listStatus(dir, path -> path.getName().endsWith(extension));
      return List.of(all).stream().sorted(Comparator.comparing(FileStatus::getPath)).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
