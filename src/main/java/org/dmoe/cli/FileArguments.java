package org.dmoe.cli;

import org.dmoe.run.FileOutput;
import picocli.CommandLine.Option;

/** The output of a command that writes one file. */
final class FileArguments {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "File to write; must not exist.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  FileOutput file() {
    return new FileOutput(Paths.output(output), overwrite);
  }

  /** As it was typed. */
  @Override
  public String toString() {
    return output;
  }
}
