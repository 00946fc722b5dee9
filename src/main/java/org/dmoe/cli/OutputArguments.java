package org.dmoe.cli;

import org.dmoe.run.Output;
import org.dmoe.run.Placement;
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

  @Option(
      names = "--placement",
      paramLabel = "auto|rename|direct",
      description =
          "Write beside DIR and rename, or in DIR under the marker _unfinished; auto is direct where the file system would copy what it renames (default: ${DEFAULT-VALUE}).")
  private Placement placement;

  Output directory() {
    return new Output(Paths.output(output), overwrite, placement);
  }

  /** As it was typed. */
  @Override
  public String toString() {
    return output;
  }
}
