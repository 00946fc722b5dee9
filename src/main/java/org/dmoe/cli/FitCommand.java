package org.dmoe.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.pipeline.FitForecast;
import org.dmoe.pipeline.FitPipeline;
import org.dmoe.pipeline.FitRequest;
import org.dmoe.pipeline.FitRequestBuilder;
import org.dmoe.pipeline.FitSummary;
import org.dmoe.pipeline.ModelInference;
import org.dmoe.pipeline.RowSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The pipeline: supporting sample, local fits, aggregation, evaluation. */
@Command(
    name = "fit",
    description =
        "Fits a local mixture to each part of the data and aggregates them into one global mixture.",
    sortOptions = false)
final class FitCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private TableArguments table;

  @Mixin private OutputArguments output;

  @Option(
      names = "--response",
      paramLabel = "NAME",
      description = "Column of the response; --formula names it too.")
  private Optional<String> response = Optional.empty();

  @Mixin private ResponseArguments family;

  @Mixin private TermArguments terms;

  @Mixin private PartitionChoice partition;

  @Option(
      names = "--test",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rows to evaluate the model on.")
  private List<String> tests = List.of();

  @Mixin private FitArguments fit;

  @Mixin private AggregationArguments aggregation;

  @Mixin private LassoArguments lasso;

  @Mixin private SupportArguments support;

  @Mixin private StartArguments start;

  @Option(
      names = "--support",
      paramLabel = "PATH",
      description =
          "A supporting sample to use instead of drawing one from the input: CSV with the features'"
              + " names as header, a run directory, or rows in any format of --input, of which"
              + " --support-size are drawn. It has no response: without a model in --start, each"
              + " machine has its own start.")
  private String supportPath;

  @Option(
      names = "--dominance",
      description =
          "Score every local model on every machine's rows, restart fits that are beaten by another"
              + " machine's model, and aggregate again.")
  private boolean dominance;

  @Option(
      names = "--compare",
      description = "Try all aggregations on the same local models and print one table.")
  private boolean compare;

  @Option(
      names = "--refine",
      paramLabel = "N|auto",
      description =
          "After the aggregation, climb to the maximum likelihood of all rows: N steps, each checked"
              + " by the pass after it, or auto, until at most 1e-7 a row is left to gain. A pass"
              + " reads all rows once.")
  private Optional<String> refine = Optional.empty();

  @Mixin private InferenceArguments inference;

  @Mixin private IntervalArguments intervals;

  @Option(names = "--with-global", description = "Fit all rows in one task too, as a yardstick.")
  private boolean global;

  @Option(
      names = "--dry-run",
      description = "Say what would be done, and with how much memory; run and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--resume",
      description =
          "Go on from what an earlier run into the same output has done: stages whose inputs,"
              + " options and seed are unchanged are not run again, and what this run has done stays"
              + " if it fails.")
  private boolean resume;

  FitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    aggregation.threads().ifPresent(n -> JobKey.THREADS.set(context.conf(), n.count()));
    double level = intervals.level();
    int reference = intervals.gateReference(fit.range().largest());
    if (dryRun) {
      FitForecast forecast = FitPipeline.forecast(context.conf(), request());
      context.console().print(FitForecastText.of(forecast));
      forecast.requirePossible();
      return ExitCode.DONE;
    }
    FitSummary summary = FitPipeline.run(context.conf(), request(), context.console());
    Optional<String> effects = Optional.empty();
    if (summary.model().inference().isPresent()) {
      effects = Optional.of(effects(summary, level, reference));
    }
    context.console().print(FitSummaryText.of(summary, effects));
    return ExitCode.DONE;
  }

  private String effects(FitSummary summary, double level, int reference) throws IOException {
    ModelInference of = ModelInference.of(context.conf(), summary.output(), summary.model(), level);
    int last = summary.model().mixture().orElseThrow().size() - 1;
    return InferenceText.of(of, Math.min(reference, last), false);
  }

  private RowSource source() throws IOException {
    String column = terms.response(response);
    terms.requireNoFeatures(table.features);
    return family.applyTo(terms.applyTo(table.source(context.conf(), column, partition.unit())));
  }

  private FitRequest request() throws IOException {
    FitOptions local = fit.options(family.family());
    FitRequestBuilder request =
        FitRequest.builder(source(), local, output.directory())
            .range(fit.range())
            .tests(table.paths(tests))
            .resume(resume)
            .maxPartitions(partition.maxPartitions)
            .aggregation(aggregation.options(local.experts()))
            .dominance(dominance)
            .compare(compare)
            .global(global)
            .draw(support.draw());
    start.choose(request);
    lasso.choose(request);
    inference.choose(request);
    partition.division().ifPresent(request::division);
    refine.ifPresent(steps -> request.refine(RefineArguments.steps("--refine", steps)));
    Optional.ofNullable(supportPath).map(Paths::of).ifPresent(request::support);
    return Check.built(request::build);
  }
}
