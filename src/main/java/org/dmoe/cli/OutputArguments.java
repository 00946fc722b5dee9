package org.dmoe.cli;

import org.dmoe.run.Output;
import picocli.CommandLine.Option;

/** The output of a command. */
final class OutputArguments {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Directory to write; must not exist.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  Output directory() {
    return new Output(Paths.output(output), overwrite);
  }

  /** As it was typed. */
  @Override
  public String toString() {
    return output;
  }
}
