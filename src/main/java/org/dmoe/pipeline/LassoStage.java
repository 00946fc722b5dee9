package org.dmoe.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Pilot;
import org.dmoe.aggregate.TermVote;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stopwatch;

/**
 * The choice of terms before anything is fitted: sparse local models, and a vote of the machines.
 */
final class LassoStage {

  private final Configuration conf;
  private final FitRequest request;
  private final Consumer<String> console;
  private final Consumer<String> warnings;
  private final Stopwatch stopwatch;

  LassoStage(
      Configuration conf,
      FitRequest request,
      Consumer<String> console,
      Consumer<String> warnings,
      Stopwatch stopwatch) {
    this.conf = conf;
    this.request = request;
    this.console = console;
    this.warnings = warnings;
    this.stopwatch = stopwatch;
  }

  /**
   * Leaves lasso/.
   *
   * @param training rows, undivided
   * @param parts the same as machines have them
   * @param undivided what tasks on the former need
   * @param plan what tasks on the latter need
   * @throws UnusableInputException if no term is kept
   * @throws NoUsableModelException if no machine has a vote
   */
  TermVote.Result run(
      RunDirectory run,
      Stages stages,
      InputTable training,
      InputTable parts,
      FitPlan undivided,
      FitPlan plan)
      throws IOException {
    Lasso lasso = request.lasso().orElseThrow();
    return stopwatch.time(
        "lasso",
        () -> {
          MachineStart start = start(run, stages, training, undivided);
          FitRound round =
              new FitRound(request, parts, run.path(""), start, plan, training.length());
          stages.lasso().models(parts, start.file(), round.options(), lasso.parts(), plan);
          return vote(run, training, lasso);
        });
  }

  /** The pilot of all terms, or each machine's own start. */
  private MachineStart start(
      RunDirectory run, Stages stages, InputTable training, FitPlan undivided) throws IOException {
    if (!request.start().needsPilot()) {
      return MachineStart.OWN;
    }
    stages
        .lasso()
        .pilot(training, request.draw(), request.fit(), request.range().numbers(), undivided);
    Path file = run.path(RunFiles.LASSO_PILOT);
    StoredModel pilot = ModelInput.readOne(conf, file);
    Optional<String> flaw = Pilot.flaw(pilot, request.fit().experts());
    if (flaw.isPresent()) {
      console.accept("lasso: no pilot, every machine has its own start: " + flaw.get());
      return MachineStart.OWN;
    }
    return new MachineStart(request.start(), Optional.of(pilot), Optional.of(file));
  }

  private TermVote.Result vote(RunDirectory run, InputTable training, Lasso lasso)
      throws IOException {
    TermVote vote = new TermVote(training.features(), lasso.parts(), lasso.share());
    List<StoredModel> without = new ArrayList<>();
    ModelInput.read(
        conf,
        run.path(RunFiles.LASSO_LOCAL),
        local -> {
          vote.add(local);
          if (local.mixture().isEmpty()) {
            without.add(local);
          }
        });
    TermVote.Result result = vote.result();
    requireTerms(result, without);
    console.accept("lasso: " + result.summary());
    write(run, result);
    return result;
  }

  private void requireTerms(TermVote.Result result, List<StoredModel> without)
      throws UnusableInputException, NoUsableModelException {
    if (result.machines() == 0) {
      throw new NoUsableModelException(
          "--lasso: no machine has a sparse model; %s: %s"
              .formatted(without.get(0).id(), reason(without.get(0))));
    }
    if (!without.isEmpty()) {
      warnings.accept(
          "lasso: machines without a vote: %d; the first, %s: %s"
              .formatted(without.size(), without.get(0).id(), reason(without.get(0))));
    }
    if (result.isEmpty()) {
      throw new UnusableInputException(
          "--lasso: no term is kept by the vote of %d machines; fit without --lasso, or lower --lasso-share"
              .formatted(result.machines()));
    }
  }

  private static String reason(StoredModel model) {
    return model.fit().map(FitRecord::getReason).orElse(model.status());
  }

  /** A line for each term. */
  private static void write(RunDirectory run, TermVote.Result result) throws IOException {
    try (OutputStream out = run.create(RunFiles.VOTES)) {
      out.write((VoteTable.of(result).csv() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
