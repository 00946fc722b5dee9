package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.aggregate.Pilot;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.evaluate.HeldOut;
import org.dmoe.evaluate.Metrics;
import org.dmoe.io.StoredModel;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stopwatch;
import org.dmoe.transport.plan.CostKind;

/**
 * Fits and aggregates every number of experts of a range, scores the global models on the training
 * rows in one pass, and takes the best.
 */
final class ExpertSearch {

  /**
   * What came of it.
   *
   * @param choice the table and the best
   * @param round of the best
   * @param counters of its local fits
   */
  record Result(ExpertChoice choice, FitRound round, Counters counters) {}

  private final Configuration conf;
  private final FitRequest request;
  private final RunDirectory run;
  private final Stages stages;
  private final Stopwatch stopwatch;
  private final Consumer<String> console;
  private final Consumer<String> warnings;
  private final Map<Integer, FitRound> rounds = new TreeMap<>();
  private final Map<Integer, Counters> counters = new TreeMap<>();
  private final Map<Integer, List<String>> startWarnings = new TreeMap<>();

  ExpertSearch(
      Configuration conf,
      FitRequest request,
      RunDirectory run,
      Stages stages,
      Stopwatch stopwatch,
      Consumer<String> console,
      Consumer<String> warnings) {
    this.conf = conf;
    this.request = request;
    this.run = run;
    this.stages = stages;
    this.stopwatch = stopwatch;
    this.console = console;
    this.warnings = warnings;
  }

  /**
   * Leaves candidates/ and, of the best, local/, model/ and pilot/.
   *
   * @param training the rows that models are scored on
   * @param parts the same as the machines have them
   * @throws NoUsableModelException if not even the smallest number of experts can be fitted
   */
  Result run(InputTable training, InputTable parts, Path support, FitPlan plan) throws IOException {
    for (int experts : request.range().numbers()) {
      if (!fit(experts, training, parts, support, plan)) {
        break;
      }
    }
    List<ExpertCandidate> candidates = score(training);
    Map<Integer, HeldOut> heldOut =
        request.range().validation().isEmpty()
            ? Map.of()
            : stopwatch.time("cross-validate", () -> validator().run(rounds));
    ExpertChoice choice = new ExpertChoice(request.range(), candidates, oneToOne(), heldOut);
    choice.warnings().forEach(warnings);
    int best = choice.best().experts();
    startWarnings.get(best).forEach(warnings);
    console.accept("experts: %d is the best by %s".formatted(best, choice.chooser()));
    adopt(best);
    return new Result(choice, rounds.get(best), counters.get(best));
  }

  /** Whether larger numbers are worth a try. */
  private boolean fit(
      int experts, InputTable training, InputTable parts, Path support, FitPlan plan)
      throws IOException {
    FitRequest one = request.forExperts(experts);
    startWarnings.put(experts, new ArrayList<>());
    try {
      MachineStart start = start(one, training);
      FitRound round = new FitRound(one, parts, support, start, plan, training.length());
      counters.put(experts, round.runAsCandidate(stages, stopwatch));
      rounds.put(experts, round);
      return true;
    } catch (NoUsableModelException e) {
      if (rounds.isEmpty()) {
        throw e;
      }
      String warning = "--experts: %d and more were not fitted: ".formatted(experts);
      warnings.accept(warning + e.getMessage());
      return false;
    }
  }

  /**
   * @throws NoUsableModelException if the rows of the pilot do not allow so many experts, and fewer
   *     could be fitted
   */
  private MachineStart start(FitRequest one, InputTable training) throws IOException {
    int experts = one.fit().experts();
    if (one.start().needsPilot() && !rounds.isEmpty()) {
      requirePilot(experts);
    }
    return StartModel.of(conf, one, training.features())
        .settle(run, console, startWarnings.get(experts)::add);
  }

  private void requirePilot(int experts) throws IOException {
    String file = RunFiles.pilot(experts, true);
    Optional<String> flaw =
        run.has(file)
            ? Pilot.flaw(ModelInput.readOne(conf, run.path(file)), experts)
            : Optional.of("there is none of fewer experts either");
    if (flaw.isPresent()) {
      throw new NoUsableModelException(
          "the supporting rows allow no pilot: %s; give a larger --support-size, or --start own"
              .formatted(flaw.get()));
    }
  }

  private List<ExpertCandidate> score(InputTable training) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int experts : rounds.keySet()) {
      files.add(run.path(RunFiles.candidate(experts) + "/" + RunFiles.MODEL_AVRO));
    }
    List<Metrics> metrics =
        stopwatch.time("choose", () -> stages.scoring().choose(training, files)).metrics();
    List<ExpertCandidate> candidates = new ArrayList<>();
    int dimension = training.features().dimension();
    for (int experts : rounds.keySet()) {
      Metrics of = metrics.get(candidates.size());
      candidates.add(
          ExpertCandidate.of(
              experts,
              dimension,
              training.features().design(),
              training.features().type().distribution(),
              of));
    }
    return candidates;
  }

  private CrossValidator validator() {
    return new CrossValidator(conf, request, run, stages, console, warnings);
  }

  /** Machines that have just the experts of the model, for each number of them. */
  private Map<Integer, Long> oneToOne() throws IOException {
    SupportingSample support = ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
    Map<Integer, Long> machines = new TreeMap<>();
    for (int experts : rounds.keySet()) {
      String place = RunFiles.candidate(experts) + "/";
      StoredModel model = ModelInput.readOne(conf, run.path(place + RunFiles.MODEL_AVRO));
      Path locals = run.path(place + RunFiles.LOCAL);
      CostKind cost = request.aggregation().reduction().cost();
      machines.put(experts, OneToOne.count(conf, locals, model, support, cost));
    }
    return machines;
  }

  /** The files of a run are those of its best candidate. */
  private void adopt(int best) throws IOException {
    String from = RunFiles.candidate(best) + "/";
    for (String file :
        List.of(
            RunFiles.LOCAL_AVRO,
            RunFiles.MODEL_AVRO,
            RunFiles.OTHER_PLAN_AVRO,
            RunFiles.TRANSPORT_AVRO)) {
      run.copyIfThere(from + file, file);
    }
    run.copyIfThere(RunFiles.pilot(best, true), RunFiles.PILOT_AVRO);
  }
}
