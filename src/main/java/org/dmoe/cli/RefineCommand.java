package org.dmoe.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.dmoe.pipeline.RefinePipeline;
import org.dmoe.pipeline.RefineRequest;
import org.dmoe.pipeline.RowSource;
import org.dmoe.refine.RefinementPass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Passes to the maximum likelihood. */
@Command(
    name = "refine",
    description = {
      "Climbs from a model to the maximum likelihood of all rows, which is what a fit of all rows in one place would give.",
      "With --input, each pass is a job over the rows. Where the model is a run directory whose"
          + " machines had starts of their own (--start own) and whose local experts do not match,"
          + " every machine first takes five EM steps from the model, and the climb begins at the"
          + " better of the two.",
      "With --statistics, it takes one step from"
          + " what 'statistics' made at each site; give the new model to the sites for the next"
          + " round. A step is kept only if the next pass sees the likelihood rise."
    },
    sortOptions = false)
final class RefineCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Where to start: a file (Avro or JSON) or a run directory.")
  private String model;

  @Option(
      names = "--statistics",
      arity = "1..*",
      paramLabel = "FILE",
      description = "In place of --input: what 'statistics' has written at each site.")
  private List<String> statistics = List.of();

  @Mixin private TableArguments table;

  @Mixin private RefineOutputArguments output;

  @Option(
      names = "--response",
      defaultValue = "",
      paramLabel = "NAME",
      description = "Column of the response (default: the model's).")
  private String response;

  @Option(
      names = "--passes",
      paramLabel = "N|auto",
      description =
          "With --input: steps to take, each checked by the pass after it; auto goes on until at"
              + " most 1e-7 a row is left to gain (default: auto).")
  private Optional<String> passes = Optional.empty();

  @Option(
      names = "--anew",
      description = "Begin anew from the model as it stands, whatever rounds it comes from.")
  private boolean anew;

  @Mixin private RefineArguments likelihood;

  RefineCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    boolean rows = table.inputs != null;
    Check.that(rows || !statistics.isEmpty(), "give --input, or --statistics");
    Check.that(!rows || statistics.isEmpty(), "--input and --statistics cannot go together");
    Check.that(rows || passes.isEmpty(), "--passes: needs --input; statistics are of one pass");
    if (rows) {
      climb();
    } else {
      step();
    }
    context.console().print("model: " + output);
    return ExitCode.DONE;
  }

  private void climb() throws Exception {
    OptionalInt steps = RefineArguments.steps("--passes", passes.orElse(RefineArguments.AUTO));
    RowSource source = table.source(context.conf(), response);
    RefinePipeline.Result result =
        RefinePipeline.run(context.conf(), request(steps), source, context.console());
    context.console().print(RowCountText.of(result.rows()));
    context.console().print(RefinementText.of(result.last()));
  }

  private void step() throws Exception {
    RefinementPass pass =
        RefinePipeline.step(context.conf(), request(OptionalInt.empty()), Paths.of(statistics));
    context.console().print(RefinementText.of(pass));
  }

  private RefineRequest request(OptionalInt steps) {
    return Check.built(
        () -> new RefineRequest(Paths.of(model), output.file(), steps, anew, likelihood.options()));
  }
}
