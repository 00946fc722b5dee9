package org.dmoe.cli;

import java.util.concurrent.Callable;
import org.dmoe.pipeline.SamplePipeline;
import org.dmoe.pipeline.SampleRequest;
import org.dmoe.table.in.TableOptions.Partition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The first stage alone: the supporting sample. */
@Command(
    name = "sample",
    description = "Draws a supporting sample: rows of the covariates, uniformly from all inputs.",
    sortOptions = false)
final class SampleCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private TableArguments table;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Directory for support.csv; must not exist.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(
      names = "--response",
      required = true,
      paramLabel = "NAME",
      description = "Column of the response, which is left out.")
  private String response;

  @Mixin private SupportArguments support;

  SampleCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    SampleRequest.Builder request =
        SampleRequest.builder(
                table.inputPaths(), table.options(response, Partition.SPLIT), Paths.output(output))
            .supportSize(support.size)
            .seed(support.seed)
            .overwrite(overwrite);
    SamplePipeline.Result drawn =
        SamplePipeline.run(context.conf(), Check.built(request::build), context.console());
    context
        .console()
        .print("%s\nsupporting sample: %s".formatted(RowCountText.of(drawn.rows()), drawn.file()));
    return ExitCode.DONE;
  }
}
