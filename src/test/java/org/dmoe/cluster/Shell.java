package org.dmoe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs in a process of its own, its output in a file. */
final class Shell {

  private final String name;
  private final Process process;
  private final Path log;
  private final long started = System.nanoTime();

  private Shell(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Shell start(Path log, Map<String, String> environment, List<String> command) {
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new Shell(String.join(" ", command), builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the end.
   *
   * @throws AssertionError if it does not come within the time
   */
  Shell await(Duration bound) {
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " did not end within " + bound + ":\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(name + " was interrupted", e);
    }
    return this;
  }

  /**
   * @throws AssertionError unless the exit code is 0
   */
  String succeeded() {
    if (process.exitValue() != 0) {
      throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + output());
    }
    return output();
  }

  int exitCode() {
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  double seconds() {
    return (System.nanoTime() - started) * 1e-9;
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String lastLine() {
    List<String> lines = output().lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Asks it to end, as Ctrl-C does. */
  void interrupt() {
    process.destroy();
  }

  /** The whole program, as if its machine had lost power. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    await(Duration.ofSeconds(10));
  }
}
