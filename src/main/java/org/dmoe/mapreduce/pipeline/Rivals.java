package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.MiddleAggregator;
import org.dmoe.evaluate.Metrics;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.SupportingSample;

/**
 * The models that a reduction is compared with on test rows: the middle of the local models, and
 * the single local model that does best there.
 */
final class Rivals {

  /** Beyond so many local models neither the middle nor the best one is sought. */
  private static final int MOST_LOCAL_MODELS = 64;

  private final StoredModel reduction;
  private final List<StoredModel> locals;
  private final int middle;

  private Rivals(StoredModel reduction, List<StoredModel> locals, int middle) {
    this.reduction = reduction;
    this.locals = locals;
    this.middle = middle;
  }

  static Rivals of(
      StoredModel reduction,
      List<StoredModel> all,
      SupportingSample support,
      ReductionOptions options) {
    List<StoredModel> usable = all.stream().filter(m -> m.mixture().isPresent()).toList();
    if (usable.size() > MOST_LOCAL_MODELS) {
      return new Rivals(reduction, List.of(), -1);
    }
    List<LocalModel> models = usable.stream().map(m -> m.localModel().orElseThrow()).toList();
    MixtureOfExperts middle =
        MiddleAggregator.of(options).aggregate(models, support, Progress.SILENT).model();
    int index = 0;
    while (!usable.get(index).mixture().orElseThrow().canonical().equals(middle)) {
      index++;
    }
    return new Rivals(reduction, usable, index);
  }

  /** The reduction first, then the middle and the best of the local models. */
  List<ModelScore> score(RunDirectory run, Stages stages, Table test) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(write(run, 0, reduction));
    for (StoredModel local : locals) {
      files.add(write(run, files.size(), local));
    }
    List<Metrics> metrics = stages.evaluate(test, files);
    List<ModelScore> scores = new ArrayList<>();
    scores.add(new ModelScore("reduction", metrics.get(0)));
    if (!locals.isEmpty()) {
      scores.add(named("middle", middle, metrics));
      scores.add(named("best local", best(metrics), metrics));
    }
    return scores;
  }

  private ModelScore named(String name, int local, List<Metrics> metrics) {
    return new ModelScore(name + " (" + locals.get(local).id() + ")", metrics.get(local + 1));
  }

  private int best(List<Metrics> metrics) {
    List<Integer> order = new ArrayList<>();
    for (int m = 0; m < locals.size(); m++) {
      order.add(m);
    }
    order.sort(Comparator.comparingDouble(m -> -metrics.get(m + 1).meanLogLikelihood()));
    return order.get(0);
  }

  private static Path write(RunDirectory run, int number, StoredModel model) throws IOException {
    String name = RunFiles.WORK + "/models/%05d.avro".formatted(number);
    try (OutputStream out = run.create(name)) {
      ModelFiles.writeAvro(out, List.of(model));
    }
    return run.path(name);
  }
}
