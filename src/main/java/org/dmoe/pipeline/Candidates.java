package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.aggregate.Aggregations;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/**
 * The models from which a climb may begin beside the aggregated one: what else a run has made of
 * its rows. The first pass sums their log-likelihoods.
 */
final class Candidates {

  private final Configuration conf;
  private final RunDirectory run;
  private final FitRequest request;
  private final Consumer<String> console;
  private final StoredModel model;
  private final List<StoredModel> found = new ArrayList<>();

  /**
   * @param model from which the climb begins otherwise
   */
  Candidates(
      Configuration conf,
      RunDirectory run,
      FitRequest request,
      StoredModel model,
      Consumer<String> console) {
    this.conf = conf;
    this.run = run;
    this.request = request;
    this.model = model;
    this.console = console;
  }

  /** All of them, each with as many experts as the model, no two the same. */
  List<StoredModel> all(FitRound round, Stages stages) throws IOException {
    addFile("transport", RunFiles.TRANSPORT_AVRO, request.aggregation().hasLikelihoodStep());
    addFile("other plan", RunFiles.OTHER_PLAN_AVRO, request.aggregation().bothPlans());
    round.start().model().ifPresent(common -> add("start", common.mixture()));
    List<LocalModel> locals = ModelInput.readFewLocal(conf, run.path(RunFiles.LOCAL));
    if (!locals.isEmpty()) {
      SupportingSample drawn = ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
      addAggregations(locals, drawn);
      addLocalRound(locals, drawn, round, stages);
    }
    return List.copyOf(found);
  }

  private void addFile(String name, String file, boolean made) throws IOException {
    if (made) {
      add(name, ModelInput.readOne(conf, run.path(file)).mixture());
    }
  }

  private void addLocalRound(
      List<LocalModel> locals, SupportingSample drawn, FitRound round, Stages stages)
      throws IOException {
    AggregationOptions aggregation = request.aggregation();
    LocalRound steps =
        new LocalRound(
            conf,
            run,
            stages,
            request.fit(),
            aggregation.reduction(),
            aggregation.minLocalModels());
    boolean own = round.start().file().isEmpty();
    if (own && steps.isCalledFor(model, locals, drawn)) {
      LocalRound.Machines machines =
          new LocalRound.Machines(round.parts(), round.support(), round.plan());
      add(LocalRound.NAME, steps.from(model, machines, console).mixture());
    }
  }

  private void addAggregations(List<LocalModel> locals, SupportingSample drawn) throws IOException {
    SupportingSample support = SupportMatch.of(drawn, model.features());
    Aggregations all = Aggregations.of(locals, support, request.aggregation().reduction());
    Aggregators.NAMES.stream()
        .filter(name -> !name.equals(request.aggregation().aggregator()))
        .filter(name -> FamilyCheck.knows(name, model.type()))
        .filter(name -> !name.equals("transport") || !request.aggregation().isReduction())
        .forEach(name -> addAggregation(name, all));
  }

  /** An aggregation that cannot be made is no candidate. */
  private void addAggregation(String name, Aggregations all) {
    try {
      console.accept("refine: candidate " + name);
      add(name, Optional.of(all.named(name)));
    } catch (IllegalArgumentException e) {
      console.accept("refine: no " + name + ": " + e.getMessage());
    }
  }

  private void add(String name, Optional<MixtureOfExperts> mixture) {
    int experts = model.mixture().orElseThrow().size();
    boolean fits = mixture.isPresent() && mixture.get().size() == experts;
    if (!fits || mixture.equals(model.mixture())) {
      return;
    }
    if (found.stream().noneMatch(other -> other.mixture().equals(mixture))) {
      found.add(StoredModel.builder(name, mixture, model.sampleSize()).namesOf(model).build());
    }
  }
}
