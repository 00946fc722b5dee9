package org.dmoe.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.evaluate.Criterion;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.TaskHeap;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/**
 * How well the global model describes the rows it was fitted to.
 *
 * @param rows n
 * @param parameters nu, free ones
 * @param logLikelihood l, of all rows, in nats
 * @param aic -2 l + 2 nu
 * @param bic -2 l + nu log n
 * @param shares of the rows that the experts have
 */
public record TrainingScore(
    long rows, int parameters, double logLikelihood, double aic, double bic, List<Double> shares) {

  private static final long MOST_ROWS_TO_MEASURE = 1_000_000;

  public TrainingScore {
    shares = List.copyOf(shares);
  }

  /**
   * What is known, or else measured by a pass over the rows. On a cluster, where it would be a job
   * more, and for more than {@link #MOST_ROWS_TO_MEASURE} no pass is made for it.
   *
   * @param used how many rows of them were fitted
   * @param model of the run, in its place
   * @param choice of the number of experts, where its scores are those of the model
   */
  static Optional<TrainingScore> of(
      Configuration conf,
      RunDirectory run,
      Stages stages,
      InputTable rows,
      long used,
      StoredModel model,
      Optional<ExpertChoice> choice)
      throws IOException {
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    if (model.inference().isPresent()) {
      return Optional.of(of(mixture, model.inference().get()));
    }
    if (choice.isPresent()) {
      return Optional.of(of(choice.get().best()));
    }
    if (!TaskHeap.isLocal(conf) || used > MOST_ROWS_TO_MEASURE) {
      return Optional.empty();
    }
    ScoreStages.Evaluation measured =
        stages.scoring().measure(rows, List.of(run.path(RunFiles.MODEL_AVRO)));
    return Optional.of(
        of(
            ExpertCandidate.of(
                mixture.size(),
                mixture.dimension(),
                mixture.design(),
                mixture.family(),
                measured.metrics().get(0))));
  }

  private static TrainingScore of(MixtureOfExperts mixture, InferenceSummary summary) {
    return of(
        new ExpertCandidate(
            summary.shares().size(),
            mixture.dimension(),
            summary.rows(),
            summary.logLikelihood(),
            Double.NaN,
            summary.shares(),
            mixture.design(),
            mixture.family()));
  }

  private static TrainingScore of(ExpertCandidate candidate) {
    return new TrainingScore(
        candidate.rows(),
        candidate.parameters(),
        candidate.logLikelihood(),
        candidate.value(Criterion.AIC),
        candidate.value(Criterion.BIC),
        candidate.shares());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows);
    json.put("parameters", parameters);
    json.put("logLikelihood", logLikelihood);
    json.put("aic", aic);
    json.put("bic", bic);
    json.put("shares", shares);
    return json;
  }
}
