package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.pipeline.AggregatePipeline;
import org.dmoe.pipeline.AggregateRequest;
import org.dmoe.run.RunFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The aggregation of given local models. */
@Command(
    name = "aggregate",
    description =
        "Aggregates local models, wherever they come from, into one global model; needs no rows.",
    sortOptions = false)
final class AggregateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      arity = "0..*",
      paramLabel = "RUN",
      description =
          "As --models: run directories, whose local models are taken, or files or directories of local models.")
  private List<String> runs = List.of();

  @Option(
      names = "--models",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files or directories of local models (Avro or JSON), or run directories, whose local"
              + " models are taken. Models may be aggregates themselves (RUN/model): each weighs as"
              + " many rows as its machines have.")
  private List<String> models = List.of();

  @Option(
      names = "--support",
      required = true,
      paramLabel = "PATH",
      description =
          "The supporting sample: CSV with the features' names as header, a run directory, or rows"
              + " in any format of --input of 'fit', of which --support-size are drawn and read by"
              + " the models' own levels.")
  private String support;

  @Mixin private SupportArguments draw;

  @Mixin private SupportReadingArguments reading;

  @Option(
      names = "--experts",
      required = true,
      paramLabel = "K",
      description = "Number of experts of the global model.")
  private int experts;

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      description = "Use this model, a file or a run directory, as the only start.")
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
    context.console().print("report: %s/%s".formatted(output, RunFiles.REPORT));
    return ExitCode.DONE;
  }

  private AggregateRequest request() {
    List<String> all = new ArrayList<>(runs);
    all.addAll(models);
    Check.that(!all.isEmpty(), "give --models, or run directories");
    AggregateRequest.Builder request =
        AggregateRequest.builder(
                Paths.of(all),
                Paths.of(support),
                choose ? aggregation.choosing(experts) : aggregation.options(experts),
                output.directory())
            .draw(draw.draw())
            .reading(reading.options());
    Optional.ofNullable(initial).map(Paths::of).ifPresent(request::initial);
    return Check.built(request::build);
  }
}
