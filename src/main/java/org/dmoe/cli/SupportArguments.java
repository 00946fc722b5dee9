package org.dmoe.cli;

import org.dmoe.pipeline.SupportDraw;
import picocli.CommandLine.Option;

/** Options of the supporting sample. */
final class SupportArguments {

  @Option(
      names = "--support-size",
      paramLabel = "S",
      description = "Rows of the supporting sample (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  SupportDraw draw() {
    return Check.built(() -> new SupportDraw(size, seed));
  }
}
