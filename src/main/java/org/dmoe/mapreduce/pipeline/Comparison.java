package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.evaluate.Metrics;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.fit.SupportMatch;
import org.dmoe.transport.SupportingSample;

/** The table at the end of a fit: the global model beside its rivals. */
final class Comparison {

  private final FitRequest request;
  private final StoredModel model;
  private final List<StoredModel> locals;
  private final Contestants contestants;
  private RowCounts testRows = RowCounts.NONE;

  Comparison(
      FitRequest request,
      StoredModel model,
      List<StoredModel> all,
      SupportingSample support,
      Consumer<String> console)
      throws IOException {
    this.request = request;
    this.model = model;
    this.locals = all.stream().filter(local -> local.mixture().isPresent()).toList();
    this.contestants =
        new Contestants(
            locals, SupportMatch.of(support, model.features()), request.reduction(), console);
  }

  /**
   * @param otherPlan the reduction by the other plan, if it was made
   * @param global the fit of all rows in one task, if it was made
   */
  List<ModelScore> scores(
      Optional<StoredModel> otherPlan,
      Optional<StoredModel> global,
      Optional<Table> test,
      RunDirectory run,
      Stages stages)
      throws IOException {
    contestants.add(request.aggregator(), model.mixture().orElseThrow());
    otherPlan.ifPresent(
        other ->
            contestants.add(
                "reduction, " + request.reduction().withOtherPlan().plan(),
                other.mixture().orElseThrow()));
    addAggregations(test.isPresent());
    global.ifPresent(g -> contestants.add("global", g.mixture().orElseThrow()));
    int named = contestants.all().size();
    Optional<List<Metrics>> metrics = Optional.empty();
    if (test.isPresent()) {
      contestants.addLocals();
      metrics = Optional.of(evaluate(test.get(), run, stages));
    }
    return table(named, metrics);
  }

  private void addAggregations(boolean tested) {
    if (request.steps().compare()) {
      Aggregators.NAMES.stream()
          .filter(name -> !name.equals(request.aggregator()))
          .forEach(contestants::addAggregation);
    } else if (tested && locals.size() <= Contestants.MOST_LOCAL_MODELS) {
      contestants.addAggregation("middle");
    }
  }

  /** What the user is to know of the test rows. */
  List<String> warnings() {
    return testRows.bad() + testRows.missing() == 0
        ? List.of()
        : List.of(
            "test rows left out: %d bad, %d with missing values"
                .formatted(testRows.bad(), testRows.missing()));
  }

  private List<Metrics> evaluate(Table test, RunDirectory run, Stages stages) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Contestants.Contestant contestant : contestants.all()) {
      String name = RunFiles.WORK + "/models/%05d.avro".formatted(files.size());
      try (OutputStream out = run.create(name)) {
        ModelFiles.writeAvro(out, List.of(stored(contestant)));
      }
      files.add(run.path(name));
    }
    Stages.Evaluation evaluation = stages.evaluate(test, files);
    testRows = evaluation.rows();
    return evaluation.metrics();
  }

  private StoredModel stored(Contestants.Contestant contestant) {
    return new StoredModel(
        contestant.name(),
        "OK",
        Optional.of(contestant.mixture()),
        model.sampleSize(),
        model.features(),
        model.response(),
        model.columns(),
        Optional.empty(),
        Optional.empty(),
        model.provenance());
  }

  private List<ModelScore> table(int named, Optional<List<Metrics>> metrics) {
    double[][] costs = request.steps().compare() ? contestants.costs(named) : null;
    List<ModelScore> scores = new ArrayList<>();
    for (int c = 0; c < named; c++) {
      int line = c;
      scores.add(
          new ModelScore(
              contestants.all().get(c).name(),
              costs == null ? Double.NaN : costs[c][0],
              costs == null ? Double.NaN : costs[c][1],
              metrics.map(m -> m.get(line))));
    }
    metrics.flatMap(m -> bestLocal(named, m)).ifPresent(scores::add);
    return scores;
  }

  /** The local model of highest likelihood on the test rows: as favourable as a choice can be. */
  private Optional<ModelScore> bestLocal(int named, List<Metrics> metrics) {
    return IntStream.range(named, metrics.size())
        .boxed()
        .max(
            (a, b) ->
                Double.compare(
                    metrics.get(a).meanLogLikelihood(), metrics.get(b).meanLogLikelihood()))
        .map(
            c ->
                ModelScore.of(
                    "best local (" + contestants.all().get(c).name() + ")", metrics.get(c)));
  }
}
