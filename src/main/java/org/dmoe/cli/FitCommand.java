package org.dmoe.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.input.TableOptions.Partition;
import org.dmoe.mapreduce.pipeline.FitPipeline;
import org.dmoe.mapreduce.pipeline.FitRequest;
import org.dmoe.mapreduce.pipeline.FitSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The pipeline: supporting sample, local fits, aggregation, evaluation. */
@Command(
    name = "fit",
    description =
        "Fits a local mixture to each part of the data and aggregates them to one global mixture.",
    sortOptions = false)
final class FitCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private TableArguments table;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Run directory; must not exist.")
  private String output;

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(
      names = "--response",
      required = true,
      paramLabel = "NAME",
      description = "Column of the response.")
  private String response;

  @Option(
      names = "--partition",
      paramLabel = "split|file",
      description =
          "What one local machine is: an input split or a whole file (default: ${DEFAULT-VALUE}).")
  private Partition partition;

  @Option(
      names = "--test",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rows to evaluate the result on afterwards.")
  private List<String> tests = List.of();

  @Mixin private FitArguments fit;

  @Mixin private ReductionArguments reduction;

  @Mixin private SupportArguments support;

  @Option(
      names = "--support",
      paramLabel = "PATH",
      description = "A supporting sample (CSV) to use instead of drawing one.")
  private String supportPath;

  @Option(
      names = "--dominance",
      description =
          "Hold all local models against each other on every machine's rows, restart fits that are beaten, and aggregate again.")
  private boolean dominance;

  @Option(
      names = "--compare",
      description = "Try all aggregations on the same local models and print one table.")
  private boolean compare;

  @Option(names = "--with-global", description = "Fit all rows in one task too, as the yardstick.")
  private boolean global;

  FitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    FitSummary summary = FitPipeline.run(context.conf(), request(), context.console());
    context.console().print(FitSummaryText.of(summary));
    return ExitCode.DONE;
  }

  private FitRequest request() {
    FitOptions fitOptions = fit.options();
    return new FitRequest(
        table.inputPaths(),
        Paths.of(tests),
        Paths.of(output),
        overwrite,
        table.options(response, partition),
        fitOptions,
        reduction.options(fitOptions.experts()),
        reduction.aggregator(),
        reduction.bothPlans(),
        new FitRequest.Steps(dominance, compare, global),
        Optional.ofNullable(supportPath).map(Paths::of),
        support.size(),
        reduction.minLocalModels,
        support.seed);
  }
}
