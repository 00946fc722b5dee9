package org.dmoe.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.pipeline.AggregatePipeline;
import org.dmoe.pipeline.AggregateRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The aggregation of given local models. */
@Command(
    name = "aggregate",
    description =
        "Aggregates local models, from wherever they come, to one global model; needs no rows.",
    sortOptions = false)
final class AggregateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--models",
      arity = "1..*",
      required = true,
      paramLabel = "PATH",
      description = "Files or directories of local models (Avro or JSON).")
  private List<String> models;

  @Option(
      names = "--support",
      required = true,
      paramLabel = "PATH",
      description = "The supporting sample: CSV with the features' names as header.")
  private String support;

  @Option(
      names = "--experts",
      required = true,
      paramLabel = "K",
      description = "Number of experts of the global model.")
  private int experts;

  @Option(
      names = "--init",
      paramLabel = "MODEL.json",
      description = "Use this model as the only start.")
  private String initial;

  @Option(
      names = "--choose",
      description =
          "Take the local model of highest likelihood under all of them as it stands, in place of"
              + " --aggregator: the start of a second round, in which every site climbs from it with"
              + " fit --start.")
  private boolean choose;

  @Mixin private OutputArguments output;

  @Mixin private AggregationArguments aggregation;

  AggregateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    AggregatePipeline.Result result =
        AggregatePipeline.run(context.conf(), request(), context.console());
    context.console().print(AggregationText.of(result.model()));
    for (String warning : result.model().aggregation().orElseThrow().getWarnings()) {
      context.console().print("warning: " + warning);
    }
    result
        .otherPlan()
        .ifPresent(
            other -> context.console().print("the other plan: " + AggregationText.cost(other)));
    context.console().print("\nglobal model: " + output);
    return ExitCode.DONE;
  }

  private AggregateRequest request() {
    AggregateRequest.Builder request =
        AggregateRequest.builder(
            Paths.of(models),
            Paths.of(support),
            choose ? aggregation.choosing(experts) : aggregation.options(experts),
            output.directory());
    Optional.ofNullable(initial).map(Paths::of).ifPresent(request::initial);
    return Check.built(request::build);
  }
}
