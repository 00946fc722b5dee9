package org.dmoe.cli;

import picocli.CommandLine.Option;

/** Options of the supporting sample. */
final class SupportArguments {

  @Option(
      names = "--support-size",
      paramLabel = "S",
      description = "Rows of the supporting sample (default: ${DEFAULT-VALUE}).")
  int size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  long seed;
}
