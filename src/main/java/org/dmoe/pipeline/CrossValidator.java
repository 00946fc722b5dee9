package org.dmoe.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.GlobalModel;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.HeldOut;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.StableHash;

/**
 * Holds each fold out once, of every number of experts, and scores it under the model of the
 * others. Where folds are machines their local models are only aggregated again; where they are
 * rows every machine is fitted again without them. The common start has seen all rows.
 */
final class CrossValidator {

  private final Configuration conf;
  private final FitRequest request;
  private final CrossValidation validation;
  private final RunDirectory run;
  private final Stages stages;
  private final Consumer<String> console;
  private final Consumer<String> warnings;

  CrossValidator(
      Configuration conf,
      FitRequest request,
      RunDirectory run,
      Stages stages,
      Consumer<String> console,
      Consumer<String> warnings) {
    this.conf = conf;
    this.request = request;
    this.validation = request.range().validation().orElseThrow();
    this.run = run;
    this.stages = stages;
    this.console = console;
    this.warnings = warnings;
  }

  /**
   * Looks before anything is fitted whether folds can be made.
   *
   * @param machinesKnown whether the plan's machines are those of the fit
   * @throws WrongOptionException if there are more folds than machines, or rows where all were
   *     counted, to make them of
   */
  static void requireFolds(ExpertRange range, FitPlan plan, boolean machinesKnown)
      throws WrongOptionException {
    if (range.validation().isEmpty()) {
      return;
    }
    int folds = range.validation().get().folds();
    boolean ofRows = range.validation().get().unit() == CrossValidation.Unit.ROWS;
    if (ofRows && plan.isExact() && plan.rows() < folds) {
      throw new WrongOptionException(
          "--cv %d: there are %d rows; give at most as many folds".formatted(folds, plan.rows()));
    }
    if (!ofRows && machinesKnown) {
      requireMachines(folds, plan.machines().size());
    }
  }

  private static void requireMachines(int folds, int machines) throws WrongOptionException {
    if (machines < folds) {
      throw new WrongOptionException(
          machines < 2
              ? "--cv %d: there is one machine; give --cv-by rows".formatted(folds)
              : "--cv %d: there are %d machines; give at most as many folds, or --cv-by rows"
                  .formatted(folds, machines));
    }
  }

  /**
   * Of each number of experts that every fold allows, by that number.
   *
   * @param rounds the fits of all rows, by the number of experts
   * @throws NoUsableModelException if no number can be validated
   */
  Map<Integer, HeldOut> run(Map<Integer, FitRound> rounds) throws IOException {
    Optional<Path> machines = Optional.empty();
    Map<String, Integer> folds = Map.of();
    if (validation.unit() == CrossValidation.Unit.MACHINES) {
      folds = foldsOfMachines(rounds.keySet().iterator().next());
      machines = Optional.of(writeMachines(folds));
    }
    Map<Integer, Path> models = new TreeMap<>();
    for (Map.Entry<Integer, FitRound> round : rounds.entrySet()) {
      console.accept(
          "cross-validation: %d folds with %d experts"
              .formatted(validation.folds(), round.getKey()));
      try {
        List<StoredModel> ofFolds =
            machines.isPresent() ? withoutMachines(round, folds) : withoutRows(round);
        models.put(round.getKey(), write(round.getKey(), ofFolds));
      } catch (NoUsableModelException e) {
        warnings.accept("--cv: %d experts: %s".formatted(round.getKey(), e.getMessage()));
      }
    }
    if (models.isEmpty()) {
      throw new NoUsableModelException("--cv: no number of experts could be fitted to all folds");
    }
    List<HeldOut> found =
        stages
            .scoring()
            .heldOut(
                rounds.values().iterator().next().parts(),
                List.copyOf(models.values()),
                validation.folds(),
                machines,
                request.seed());
    Map<Integer, HeldOut> byNumber = new TreeMap<>();
    models.keySet().forEach(experts -> byNumber.put(experts, found.get(byNumber.size())));
    return byNumber;
  }

  private Path locals(int experts) {
    return run.path(RunFiles.candidate(experts) + "/" + RunFiles.LOCAL);
  }

  /** As equal in number as can be, whichever order machines are in. */
  private Map<String, Integer> foldsOfMachines(int experts) throws IOException {
    List<String> ids = new ArrayList<>();
    ModelInput.read(conf, locals(experts), local -> ids.add(local.id()));
    ids.sort(
        Comparator.comparingLong((String id) -> StableHash.of(request.seed(), id))
            .thenComparing(Comparator.naturalOrder()));
    Map<String, Integer> folds = new HashMap<>();
    ids.forEach(id -> folds.put(id, folds.size() % validation.folds()));
    return folds;
  }

  private Path writeMachines(Map<String, Integer> folds) throws IOException {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(folds)
        .forEach((id, fold) -> lines.append(fold).append('\t').append(id).append('\n'));
    try (OutputStream out = run.create(RunFiles.FOLDS_WORK)) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    return run.path(RunFiles.FOLDS_WORK);
  }

  private Path write(int experts, List<StoredModel> ofFolds) throws IOException {
    return ModelOutput.writeAvro(run, RunFiles.foldModels(experts), ofFolds);
  }

  private List<StoredModel> withoutMachines(
      Map.Entry<Integer, FitRound> round, Map<String, Integer> folds) throws IOException {
    AggregationOptions options = round.getValue().request().aggregation();
    SupportingSample support = ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
    List<StoredModel> locals = new ArrayList<>();
    ModelInput.read(conf, locals(round.getKey()), locals::add);
    List<StoredModel> models = new ArrayList<>();
    for (int fold = 0; fold < validation.folds(); fold++) {
      int heldOut = fold;
      List<StoredModel> others =
          locals.stream().filter(local -> folds.get(local.id()) != heldOut).toList();
      models.add(
          GlobalModel.aggregate(
                  others,
                  support,
                  Aggregators.named(options.aggregator(), options.reduction()),
                  options.minLocalModels(),
                  Map.of(),
                  status -> {})
              .model());
    }
    return models;
  }

  private List<StoredModel> withoutRows(Map.Entry<Integer, FitRound> round) throws IOException {
    List<StoredModel> models = new ArrayList<>();
    for (int fold = 0; fold < validation.folds(); fold++) {
      Configuration own = new Configuration(conf);
      JobKey.FOLDS.set(own, validation.folds());
      JobKey.LEFT_OUT.set(own, fold);
      String place = RunFiles.fold(round.getKey(), fold);
      round.getValue().runWithout(new Stages(own, run, console), round.getKey(), fold, place);
      models.add(ModelInput.readOne(conf, run.path(place + RunFiles.MODEL_AVRO)));
    }
    return models;
  }
}
