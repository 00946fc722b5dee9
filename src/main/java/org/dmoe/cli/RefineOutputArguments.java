package org.dmoe.cli;

import org.dmoe.run.FileOutput;
import picocli.CommandLine.Option;

/** The output of a climb: a file, or a run directory. */
final class RefineOutputArguments {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "File of the model (.avro or .json), or, by a name without an ending, a run directory with"
              + " its report; must not exist.")
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
