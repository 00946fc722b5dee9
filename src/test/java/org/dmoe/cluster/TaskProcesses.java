package org.dmoe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.TaskAttemptID;

/** The JVMs of a cluster's containers, found by what stands in their command lines. */
final class TaskProcesses {

  private static final Path PROC = Path.of("/proc");
  private static final Pattern NODE = Pattern.compile("/data/(nm[1-9])/");
  private static final Pattern ATTEMPT = Pattern.compile("attempt_\\d+_\\d+_[mr]_\\d+_\\d+");

  /**
   * One of them.
   *
   * @param handle of the process
   * @param command its command line
   */
  record TaskProcess(ProcessHandle handle, String command) {

    /** Name of the NodeManager that runs it. */
    String node() {
      Matcher node = NODE.matcher(command);
      if (!node.find()) {
        throw new IllegalStateException("no node in: " + command);
      }
      return node.group(1);
    }

    /** Of the task that it runs. */
    TaskAttemptID attempt() {
      Matcher attempt = ATTEMPT.matcher(command);
      if (!attempt.find()) {
        throw new IllegalStateException("no attempt in: " + command);
      }
      return TaskAttemptID.forName(attempt.group());
    }

    void kill() {
      handle.destroyForcibly();
    }

    /** Stops without ending, as a machine does that swaps itself to death. */
    void freeze() {
      signal("-STOP");
    }

    /**
     * Goes on after {@link #freeze}, unless the job has given it up meanwhile: a speculative
     * attempt overtakes one that is frozen for long.
     */
    void thaw() {
      if (handle.isAlive()) {
        signal("-CONT");
      }
    }

    private void signal(String signal) {
      Shell.start(
              Path.of("target/cluster-suite/freeze.log"),
              java.util.Map.of(),
              List.of("kill", signal, Long.toString(handle.pid())))
          .await(java.time.Duration.ofSeconds(10))
          .succeeded();
    }
  }

  private TaskProcesses() {}

  /** JVMs whose command line has all these texts. */
  static List<TaskProcess> with(String... texts) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(handle -> new TaskProcess(handle, command(handle)))
          .filter(process -> process.command().contains("/bin/java "))
          .filter(process -> !process.command().contains("/bin/bash "))
          .filter(process -> Stream.of(texts).allMatch(process.command()::contains))
          .toList();
    }
  }

  private static String command(ProcessHandle handle) {
    try {
      return Files.readString(
              PROC.resolve(Long.toString(handle.pid())).resolve("cmdline"),
              StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException | UncheckedIOException e) {
      return ""; // it has just ended
    }
  }
}
