package org.dmoe.model;

/**
 * Told by long loops where they are, at least every few seconds, so that whoever runs them can show
 * it and knows they are alive.
 */
@FunctionalInterface
public interface Progress {

  /** A listener that ignores every report. */
  Progress SILENT = status -> {};

  /**
   * Called from inside a long loop, by several threads at a time.
   *
   * @param status one short line: the stage, the iteration, the objective
   */
  void report(String status);
}
