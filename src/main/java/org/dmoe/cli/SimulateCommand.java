package org.dmoe.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.mapreduce.simulate.SimulateOptions;
import org.dmoe.pipeline.SimulatePipeline;
import org.dmoe.pipeline.SimulateRequest;
import org.dmoe.pipeline.SupportDraw;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rows of a known mixture. */
@Command(
    name = "simulate",
    description = {
      "Draws rows of a mixture, from a model file or of a named kind, in parallel.",
      "The rows are the same whatever the number of maps. The true model is saved beside them."
    },
    sortOptions = false)
final class SimulateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(names = "--rows", required = true, paramLabel = "N", description = "Number of rows.")
  private long rows;

  @Mixin private RowOutputArguments output;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The true mixture: a file (Avro or JSON) or a run directory.")
  private String model;

  @Option(
      names = "--support",
      paramLabel = "PATH",
      description =
          "With --model: what to draw covariates from, with replacement: CSV with the features'"
              + " names as header, a run directory, or rows in any format of --input of 'fit', of"
              + " which --support-size are drawn and read by the model's own levels; without it each"
              + " covariate is N(0, 1).")
  private String support;

  @Option(
      names = "--support-size",
      paramLabel = "S",
      description = "Rows drawn from those of --support (default: ${DEFAULT-VALUE}).")
  private int supportSize;

  @Mixin private SupportReadingArguments reading;

  @Option(
      names = "--kind",
      paramLabel = "hard|paper|balanced|severe|sparse|categorical|binomial|poisson",
      description =
          "Kind of mixture; its parameters are drawn by the seed. The last three have responses of"
              + " that family: one of three classes, successes of a column trials, or counts. Of"
              + " sparse, the experts have x1 to x6 alone and the gate x5 to x8.")
  private SyntheticKind kind;

  @Option(
      names = "--dimension",
      paramLabel = "D",
      description =
          "With --kind: number of covariates (default: 20; 10 for hard and the families, 50 for sparse).")
  private Integer dimension;

  @Option(
      names = "--experts",
      paramLabel = "K",
      description =
          "With --kind: number of experts (default: 5; 4 for hard and paper, 3 for sparse and the families).")
  private Integer experts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the parameters and the rows (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--first-row",
      paramLabel = "N",
      description =
          "Number of the first row: another range of numbers gives other rows of the same mixture (default: ${DEFAULT-VALUE}).")
  private long firstRow;

  @Option(
      names = "--with-label",
      description = "Add the column label: the expert each row was drawn from, from 1.")
  private boolean label;

  @Option(
      names = "--noise-share",
      paramLabel = "SHARE",
      description =
          "With --kind: share of rows whose responses are noise, made by no expert (label 0), a Cauchy"
              + " density about 0 twenty standard deviations broad (default: none).")
  private double noise;

  @Option(
      names = {"--maps", "--files"},
      paramLabel = "N",
      description = "Map tasks, each of which writes one file (default: one for a million rows).")
  private Integer maps;

  SimulateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    SimulateRequest.Builder request = SimulateRequest.builder(options(), output.rows());
    Optional.ofNullable(model).map(Paths::of).ifPresent(request::model);
    Optional.ofNullable(support).map(Paths::of).ifPresent(request::support);
    request.reading(reading.options()).draw(Check.built(() -> new SupportDraw(supportSize, seed)));
    Path written =
        SimulatePipeline.run(context.conf(), Check.built(request::build), context.console());
    context.console().print("%d rows: %s\ntrue model: %s".formatted(rows, written, output));
    return ExitCode.DONE;
  }

  private SimulateOptions options() {
    SimulateOptions.Builder options =
        SimulateOptions.builder(rows).firstRow(firstRow).seed(seed).label(label).noise(noise);
    Optional.ofNullable(kind).ifPresent(options::kind);
    Optional.ofNullable(dimension).ifPresent(options::dimension);
    Optional.ofNullable(experts).ifPresent(options::experts);
    Optional.ofNullable(maps).ifPresent(options::maps);
    return Check.built(options::build);
  }
}
