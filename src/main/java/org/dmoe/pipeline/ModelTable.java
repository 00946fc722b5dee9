package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Aggregations;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.StartKind;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.Metrics;
import org.dmoe.io.StoredModel;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.run.RunDirectory;
import org.dmoe.transport.TransportObjective;

/** The table at the end of a fit: the global model, the other aggregations, the local models. */
final class ModelTable {

  /** Of more local models the table shows none by itself. */
  static final int MOST_LOCAL_MODELS = 64;

  /** Of more pairs of a local and a global expert T_c is not computed. */
  private static final int MOST_PAIRS = 2000;

  /**
   * A model in the table.
   *
   * @param name of the line
   * @param mixture the model
   */
  record Entry(String name, MixtureOfExperts mixture) {}

  private final FitRequest request;
  private final StoredModel model;
  private final List<StoredModel> locals;
  private final SupportingSample support;
  private final Consumer<String> console;
  private final List<Entry> entries = new ArrayList<>();
  private final List<StoredModel> kept = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Optional<Entry> start = Optional.empty();
  private Optional<FederatedAverage.Result> federated = Optional.empty();
  private RowCounts testRows = RowCounts.NONE;

  /**
   * @param all local models; none where they are more than are shown
   */
  ModelTable(
      FitRequest request,
      StoredModel model,
      List<StoredModel> all,
      SupportingSample support,
      Consumer<String> console)
      throws IOException {
    this.request = request;
    this.model = model;
    this.locals = all.stream().filter(local -> local.mixture().isPresent()).toList();
    this.support = SupportMatch.of(support, model.features());
    this.console = console;
  }

  /** Puts the refined model first; the steps on the way to it follow the aggregated model. */
  void addPasses(List<StoredModel> measured) {
    kept.addAll(measured);
  }

  /** Puts the model that the machines started from, if there was one, behind the aggregations. */
  void addStart(MachineStart machines) {
    String name = machines.kind() == StartKind.MODEL ? "given start" : "pilot";
    start = machines.model().flatMap(StoredModel::mixture).map(m -> new Entry(name, m));
  }

  /** Puts the baseline of as many rounds beside the passes. */
  void addFederated(FederatedAverage.Result result) {
    federated = Optional.of(result);
  }

  /**
   * @param transport what the transport plan alone gave, where a likelihood reduction followed
   * @param otherPlan the reduction by the other plan, if it was made
   * @param global the fit of all rows in one task, if it was made
   */
  List<ModelScore> scores(
      Optional<StoredModel> transport,
      Optional<StoredModel> otherPlan,
      Optional<StoredModel> global,
      Optional<InputTable> test,
      RunDirectory run,
      Stages stages)
      throws IOException {
    Aggregations all = Aggregations.of(models(), support, request.aggregation().reduction());
    addFitted(transport, otherPlan);
    transport.flatMap(StoredModel::mixture).ifPresent(all::knowTransport);
    addAggregations(all, test.isPresent());
    start.filter(s -> request.compare()).ifPresent(entries::add);
    federated.ifPresent(f -> add(f.name(), f.model().mixture().orElseThrow()));
    global.ifPresent(g -> add("global", g.mixture().orElseThrow()));
    int named = entries.size();
    Optional<List<Metrics>> metrics = Optional.empty();
    if (test.isPresent()) {
      addLocals();
      metrics = Optional.of(evaluate(test.get(), run, stages));
    }
    return table(all, named, metrics);
  }

  /** What the run has made of its rows. */
  private void addFitted(Optional<StoredModel> transport, Optional<StoredModel> otherPlan) {
    int last = kept.size() - 1;
    if (last > 0) {
      add("refined, pass " + last, kept.get(last).mixture().orElseThrow());
    }
    add(request.aggregation().aggregator(), model.mixture().orElseThrow());
    transport.ifPresent(t -> add("transport", t.mixture().orElseThrow()));
    for (int pass = 1; pass < last; pass++) {
      add("pass " + pass, kept.get(pass).mixture().orElseThrow());
    }
    otherPlan.ifPresent(
        other ->
            add(
                "reduction, " + request.aggregation().reduction().withOtherPlan().plan(),
                other.mixture().orElseThrow()));
  }

  private void addAggregations(Aggregations all, boolean tested) {
    if (request.compare()) {
      Aggregators.NAMES.stream()
          .filter(name -> !name.equals(request.aggregation().aggregator()))
          .filter(name -> FamilyCheck.knows(name, model.type()))
          .filter(name -> !name.equals("transport") || !request.aggregation().isReduction())
          .forEach(name -> addAggregation(all, name));
    } else if (tested && areFew()) {
      addAggregation(all, "middle");
    }
  }

  /** Of too many there may be none here. */
  private boolean areFew() {
    return !locals.isEmpty() && locals.size() <= MOST_LOCAL_MODELS;
  }

  /** What the user is to know of the test rows. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (testRows.unreadable() + testRows.missing() > 0) {
      all.add(
          "test rows skipped: %d unreadable, %d with missing values"
              .formatted(testRows.unreadable(), testRows.missing()));
    }
    return all;
  }

  private List<Metrics> evaluate(InputTable test, RunDirectory run, Stages stages)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (Entry entry : entries) {
      files.add(ModelOutput.writeForJob(run, files.size(), stored(entry)));
    }
    ScoreStages.Evaluation evaluation = stages.scoring().evaluate(test, files, 1);
    testRows = evaluation.rows();
    return evaluation.metrics();
  }

  private StoredModel stored(Entry entry) {
    return StoredModel.builder(entry.name(), Optional.of(entry.mixture()), model.sampleSize())
        .namesOf(model)
        .provenance(model.provenance())
        .build();
  }

  private List<ModelScore> table(Aggregations all, int named, Optional<List<Metrics>> metrics) {
    List<ModelScore> scores = new ArrayList<>();
    for (Entry entry : entries.subList(0, named)) {
      scores.add(ModelScore.of(entry.name()));
    }
    if (request.compare()) {
      addCosts(all.objective(), scores);
    }
    for (int c = 0; c < named && metrics.isPresent(); c++) {
      scores.set(c, scores.get(c).withMetrics(metrics.get().get(c)));
    }
    Optional<ModelScore> best = metrics.flatMap(m -> bestLocal(named, m));
    best.ifPresent(local -> warnIfBetter(local, metrics.get().get(0)));
    best.ifPresent(scores::add);
    return scores;
  }

  private void warnIfBetter(ModelScore local, Metrics model) {
    double gain = local.metrics().orElseThrow().meanLogLikelihood() - model.meanLogLikelihood();
    if (gain > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s has a higher log-likelihood on the test rows than the global model, by %.2g a"
                  + " row%s",
              local.name(),
              gain,
              kept.isEmpty() ? "; try --refine auto" : ""));
    }
  }

  /** The local model of highest likelihood on the test rows: as favourable as a choice can be. */
  private Optional<ModelScore> bestLocal(int named, List<Metrics> metrics) {
    return IntStream.range(named, metrics.size())
        .boxed()
        .max(
            (a, b) ->
                Double.compare(
                    metrics.get(a).meanLogLikelihood(), metrics.get(b).meanLogLikelihood()))
        .map(c -> ModelScore.of("best local (" + entries.get(c).name() + ")", metrics.get(c)));
  }

  private void add(String name, MixtureOfExperts mixture) {
    entries.add(new Entry(name, mixture));
  }

  /** Adds what that aggregation makes of the local models; says so where it makes nothing. */
  private void addAggregation(Aggregations all, String name) {
    try {
      MixtureOfExperts model = all.named(name);
      add(name + owner(model), model);
    } catch (IllegalArgumentException e) {
      console.accept("compare: no " + name + ": " + e.getMessage());
    }
  }

  /** Adds the local models themselves, unless they are too many. */
  private void addLocals() {
    if (areFew()) {
      locals.forEach(local -> add(local.id(), local.mixture().orElseThrow()));
    }
  }

  /** R_c, pointwise, and T_c of the models of these lines. */
  private void addCosts(TransportObjective objective, List<ModelScore> scores) {
    console.accept("compare: transport costs");
    List<MixtureOfExperts> models =
        entries.subList(0, scores.size()).stream().map(Entry::mixture).toList();
    double[] pointwise = objective.pointwise(models);
    for (int c = 0; c < pointwise.length; c++) {
      scores.set(c, scores.get(c).withCosts(pointwise[c], exactCost(objective, entries.get(c))));
    }
  }

  private OptionalDouble exactCost(TransportObjective objective, Entry entry) {
    if (pairs(entry.mixture()) > MOST_PAIRS) {
      return OptionalDouble.empty();
    }
    console.accept("compare: transport plan of " + entry.name());
    return OptionalDouble.of(objective.transport(entry.mixture()));
  }

  private long pairs(MixtureOfExperts model) {
    long experts = locals.stream().mapToLong(m -> m.mixture().orElseThrow().size()).sum();
    return experts * model.size();
  }

  /** Which local model it is, in brackets, if it is one. */
  private String owner(MixtureOfExperts model) {
    return locals.stream()
        .filter(local -> local.mixture().orElseThrow().canonical().equals(model))
        .findFirst()
        .map(local -> " (" + local.id() + ")")
        .orElse("");
  }

  private List<LocalModel> models() {
    return locals.stream().map(local -> local.localModel().orElseThrow()).toList();
  }
}
