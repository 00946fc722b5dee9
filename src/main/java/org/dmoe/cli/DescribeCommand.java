package org.dmoe.cli;

import java.util.concurrent.Callable;
import org.dmoe.pipeline.DescribePipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the columns of a table look like. */
@Command(
    name = "describe",
    description = {
      "Prints type, count, missing values, mean, standard deviation, minimum, maximum and number of"
          + " levels of each column.",
      "Warns of columns that are constant, or linear combinations of others in 2000 rows drawn at"
          + " random."
    },
    sortOptions = false)
final class DescribeCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private TableArguments table;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "How to print it (default: ${DEFAULT-VALUE}).")
  private PrintFormat format;

  DescribeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    DescribePipeline.Result described =
        DescribePipeline.run(context.conf(), table.source(""), context.console());
    context
        .console()
        .print(
            format == PrintFormat.JSON
                ? DescriptionText.json(described.table(), described.rows())
                : DescriptionText.of(described.table(), described.rows()));
    return ExitCode.DONE;
  }
}
