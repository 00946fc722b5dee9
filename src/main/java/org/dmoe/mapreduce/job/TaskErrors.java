package org.dmoe.mapreduce.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.io.BadFileException;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.TaskMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why tasks failed, told to whoever submitted the job by way of {@link TaskMessages}. */
public final class TaskErrors {

  private static final Logger LOG = LoggerFactory.getLogger(TaskErrors.class);

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
    long start = System.nanoTime();
    LOG.info("{}: begins", task);
    try {
      work.run();
      LOG.info("{}: done, {} s", task, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    } catch (IOException | RuntimeException | Error failure) {
      report(conf, task, failure);
      throw failure;
    }
  }

  /**
   * The first failure, those of the input before others, by the order of the tasks' identities.
   *
   * @return UnusableInputException, NoUsableModelException or JobFailedException
   */
  public static Optional<IOException> first(Configuration conf, Path dir) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (TaskMessages.Message error : TaskMessages.errors(conf, dir)) {
      String[] parts = error.text().split("\n", 2);
      if (parts.length == 2) {
        messages.add(new Message(Kind.valueOf(parts[0]), error.file(), parts[1]));
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
      TaskMessages.error(conf, task, Kind.of(failure) + "\n" + oneLine(failure));
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
