package org.dmoe.cli;

import java.util.concurrent.Callable;
import org.dmoe.pipeline.SamplePipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The first stage alone: the supporting sample. */
@Command(
    name = "sample",
    description =
        "Draws a supporting sample, support.csv: rows of the covariates, uniformly from all inputs.",
    sortOptions = false)
final class SampleCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private TableArguments table;

  @Mixin private OutputArguments output;

  @Option(
      names = "--response",
      required = true,
      paramLabel = "NAME",
      description = "Column of the response, which is kept out of the sample.")
  private String response;

  @Mixin private SupportArguments support;

  SampleCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    SamplePipeline.Result drawn =
        SamplePipeline.run(
            context.conf(),
            table.source(context.conf(), response),
            support.draw(),
            output.directory(),
            context.console());
    context
        .console()
        .print("%s\nsupporting sample: %s".formatted(RowCountText.of(drawn.rows()), drawn.file()));
    return ExitCode.DONE;
  }
}
