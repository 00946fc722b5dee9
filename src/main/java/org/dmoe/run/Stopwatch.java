package org.dmoe.run;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Seconds that each stage of a run took. */
public final class Stopwatch {

  private final Instant started = Instant.now();
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** A stage that may fail on files or jobs. */
  @FunctionalInterface
  public interface Stage<T> {
    T run() throws IOException;
  }

  public <T> T time(String stage, Stage<T> work) throws IOException {
    long start = System.nanoTime();
    T result = work.run();
    seconds.merge(stage, (System.nanoTime() - start) * 1e-9, Double::sum);
    return result;
  }

  /** When this was made. */
  public Instant started() {
    return started;
  }

  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }
}
