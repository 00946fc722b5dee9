package org.dmoe.mapreduce;

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
import org.dmoe.io.BadFileException;

/**
 * Messages that tasks leave in files for whoever submitted the job: the local runner passes no
 * diagnostics on, and a cluster's are stack traces.
 */
public final class TaskErrors {

  private static final String ERROR = ".txt";
  private static final String NOTE = ".note";
  private static final int LONGEST_NAME = 200;

  /** What a message is about; the first kind that was reported is what the user hears of. */
  private enum Kind {
    UNUSABLE_INPUT,
    NO_USABLE_MODEL,
    FAILURE;

    static Kind of(Throwable failure) {
      if (failure instanceof UnusableInputException || failure instanceof BadFileException) {
        return UNUSABLE_INPUT;
      }
      return failure instanceof NoUsableModelException ? NO_USABLE_MODEL : FAILURE;
    }

    IOException exception(String message) {
      return switch (this) {
        case UNUSABLE_INPUT -> new UnusableInputException(message);
        case NO_USABLE_MODEL -> new NoUsableModelException(message);
        case FAILURE -> new JobFailedException(message);
      };
    }
  }

  /** The work of a task. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException, InterruptedException;
  }

  private record Message(Kind kind, String file, String text) {}

  private TaskErrors() {}

  /**
   * Runs the work of a task and, if it fails, leaves the reason in {@code
   * <dmoe.errors.dir>/<task>.txt} before the failure goes on.
   *
   * @param task identity of the task, the same for each of its attempts
   */
  public static void reporting(Configuration conf, String task, Work work)
      throws IOException, InterruptedException {
    try {
      work.run();
    } catch (IOException | RuntimeException | Error failure) {
      report(conf, task, failure);
      throw failure;
    }
  }

  /** Leaves a line that is of use only if the job as a whole turns out to be wrong. */
  public static void note(Configuration conf, String task, String line) throws IOException {
    Optional<Path> dir = dir(conf);
    if (dir.isPresent()) {
      write(conf, file(dir.get(), task, NOTE), line);
    }
  }

  /** The first note by the order of the tasks' identities. */
  static Optional<String> firstNote(Configuration conf, Path dir) throws IOException {
    List<FileStatus> notes = files(conf, dir, NOTE);
    return notes.isEmpty() ? Optional.empty() : Optional.of(read(conf, notes.get(0).getPath()));
  }

  /**
   * The first failure, those of the input before others, by the order of the tasks' identities.
   *
   * @return UnusableInputException, NoUsableModelException or JobFailedException
   */
  public static Optional<IOException> first(Configuration conf, Path dir) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (FileStatus file : files(conf, dir, ERROR)) {
      String[] parts = read(conf, file.getPath()).split("\n", 2);
      if (parts.length == 2) {
        messages.add(new Message(Kind.valueOf(parts[0]), file.getPath().getName(), parts[1]));
      }
    }
    return messages.stream()
        .min(Comparator.comparing(Message::kind).thenComparing(Message::file))
        .map(message -> message.kind().exception(message.text().strip()));
  }

  /** The first line of what a failure says, with its kind where that tells more. */
  static String oneLine(Throwable failure) {
    if (failure instanceof OutOfMemoryError exhausted) {
      return HeapExhausted.oneLine(exhausted);
    }
    String text = failure.getMessage() == null ? "" : failure.getMessage().strip();
    String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ").strip();
    boolean ours = Kind.of(failure) != Kind.FAILURE || failure instanceof JobFailedException;
    if (ours) {
      return line;
    }
    String name = failure.getClass().getSimpleName();
    return line.isEmpty() ? name : name + ": " + line;
  }

  private static void report(Configuration conf, String task, Throwable failure) {
    try {
      Optional<Path> dir = dir(conf);
      if (dir.isPresent()) {
        write(conf, file(dir.get(), task, ERROR), Kind.of(failure) + "\n" + oneLine(failure));
      }
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static Optional<Path> dir(Configuration conf) {
    return DmoeKey.ERRORS_DIR.find(conf).map(Path::new);
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
