package org.dmoe.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.io.SiteStatistics;
import org.dmoe.pipeline.RefinePipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a site's rows say of a model. */
@Command(
    name = "statistics",
    description =
        "Sums a site's rows at a model: log-likelihood, gradient, information and moments, for"
            + " 'refine --statistics' at the centre. The rows stay where they are.",
    sortOptions = false)
final class StatisticsCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model of this round: a file (Avro or JSON) or a run directory.")
  private String model;

  @Mixin private TableArguments table;

  @Mixin private FileArguments output;

  @Option(
      names = "--response",
      defaultValue = "",
      paramLabel = "NAME",
      description = "Column of the response (default: the model's).")
  private String response;

  @Option(
      names = "--site",
      paramLabel = "NAME",
      description = "Name of the site (default: made of a hash of its rows).")
  private Optional<String> site = Optional.empty();

  StatisticsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Check.that(!site.orElse("-").isBlank(), "--site: the name is empty");
    SiteStatistics statistics =
        RefinePipeline.statistics(
            context.conf(),
            Paths.of(model),
            table.source(context.conf(), response),
            site,
            output.file(),
            context.console());
    context
        .console()
        .print(
            "site '%s': %d rows\nstatistics: %s"
                .formatted(statistics.id(), statistics.sums().rows(), output));
    return ExitCode.DONE;
  }
}
