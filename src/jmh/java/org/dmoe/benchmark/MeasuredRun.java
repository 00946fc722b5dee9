package org.dmoe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command run in a process of its own.
 *
 * @param seconds from its start to its end
 * @param cpuSeconds of all its threads
 * @param heap MB, the most that was left after a collection
 */
record MeasuredRun(double seconds, double cpuSeconds, long heap) {

  private static final long POLL_MILLIS = 20;

  /** Before, after and size of the heap, as the collector's log gives them. */
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

  /**
   * Runs {@code java -jar}.
   *
   * @throws IOException with what it printed if it does not end well
   */
  static MeasuredRun of(String jar, String heap, List<String> arguments)
      throws IOException, InterruptedException {
    Path collections = Files.createTempFile("collections", ".log");
    Path output = Files.createTempFile("output", ".log");
    try {
      List<String> command = new ArrayList<>(List.of("java", "-Xmx" + heap));
      command.add("-Xlog:gc:file=" + collections);
      command.addAll(List.of("-jar", jar));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      long start = System.nanoTime();
      Process process = builder.redirectOutput(output.toFile()).start();
      double cpu = await(process);
      double seconds = 1e-9 * (System.nanoTime() - start);
      if (process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + "\n" + Files.readString(output));
      }
      return new MeasuredRun(seconds, cpu, mostLeft(Files.readString(collections)));
    } finally {
      Files.delete(collections);
      Files.delete(output);
    }
  }

  /** The operating system forgets the time of a process that has ended. */
  private static double await(Process process) throws InterruptedException {
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    return 1e-9 * cpu.toNanos();
  }

  private static long mostLeft(String log) {
    long most = 0;
    for (Matcher matcher = COLLECTION.matcher(log); matcher.find(); ) {
      most = Math.max(most, Long.parseLong(matcher.group(2)));
    }
    return most;
  }
}
