package org.dmoe.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.inference.Inference;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.MmStartRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;

/** Contents of runs, made up. */
final class Runs {

  static final String EVIL = "<script>alert('x')</script>";

  private static final String RUN =
      """
      {"counters": {"ROWS": 1234567}, "seconds": {"sample": 1.5, "fit": 2.5},
       "options": {"seed": 7, "input": ["/data/a b.csv"], "fit": {"experts": 3, "gateRidge": null}},
       "versions": {"dmoe": "1"}, "inputs": [{"path": "/data/a b.csv", "bytes": 12345}],
       "experts": {"criterion": "BIC", "best": 3, "candidates": [
         {"experts": 2, "parameters": 20, "logLikelihood": -200, "bic": 500, "aic": 440, "icl": 510},
         {"experts": 3, "parameters": 31, "logLikelihood": -100, "bic": 400, "aic": 262, "icl": 460}]},
       "warnings": ["</script><b>strange</b>"]}
      """;

  private static final String TWENTY =
      "[0.08, 0.06, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05,"
          + " 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.06, 0.07]";

  private static final String DIAGNOSTICS =
      """
      {"pit": %1$s, "rootograms": [%1$s, %1$s, %1$s],
       "reliability": [0.09, 0.19, 0.28, 0.38, 0.49, 0.59, 0.7, 0.81, 0.91],
       "predictions": [{"predicted": -2, "observed": -1.75, "share": 0.5},
         {"predicted": 1, "observed": 0.5, "share": 0.25},
         {"predicted": 2, "observed": 2.25, "share": 0.25}],
       "residuals": {"machine": "", "rows": 4000, "quantiles": [-1.7, -0.7, 0, 0.7, 1.7]},
       "machines": [
         {"machine": "</script>south", "rows": 1500, "quantiles": [-2.5, -1.5, -0.5, 0.2, 1]},
         {"machine": "north", "rows": 2500, "quantiles": [-1.6, -0.6, 0.1, 0.7, 1.7]}],
       "machineCount": 2}
      """
          .formatted(TWENTY);

  private static final String METRICS =
      """
      {"reduction": {"test": {"rows": 4000, "meanLogLikelihood": -1.5, "rmse": 2, "mae": 1.5,
         "centredRpe": 0.25, "coverage50": 0.49, "coverage80": 0.81, "coverage95": 0.94,
         "calibration": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], "diagnostics": %s}},
       "middle": {"test": {"rows": 4000, "meanLogLikelihood": -1.75, "centredRpe": 0.3}}}
      """
          .formatted(DIAGNOSTICS);

  private Runs() {}

  /** Three experts over a number and a category of three levels; the number has that name. */
  static RunContents of(String name) throws JsonProcessingException {
    SplittableRandom random = new SplittableRandom(3);
    MixtureOfExperts mixture = Mixtures.random(random, 3, 3);
    List<FeatureColumn> columns =
        List.of(FeatureColumn.number(name), FeatureColumn.category("cut", List.of("a", "b", EVIL)));
    double[][] rows = new double[300][];
    for (int s = 0; s < rows.length; s++) {
      int level = s % 3;
      rows[s] = new double[] {random.nextDouble(-2, 2), level == 1 ? 1 : 0, level == 2 ? 1 : 0};
    }
    StoredModel model =
        StoredModel.builder("reduction", Optional.of(mixture), 900)
            .names(List.of(name, "cut=b", "cut=" + EVIL), "y")
            .columns(columns)
            .aggregation(aggregation())
            .build();
    ObjectMapper json = new ObjectMapper();
    return new RunContents(
        "runs/" + name,
        model,
        Optional.of(Inference.of(mixture, columns, covariance(mixture), 0.95)),
        Optional.of(SupportingSample.of(model.features(), rows)),
        List.of(
            new RunContents.MachineFit("north", "CONVERGED", 500, -700, 12, 0.5, List.of()),
            new RunContents.MachineFit("south", "CONVERGED", 400, -600, 9, 0.25, List.of("few"))),
        List.of(
            new RunContents.MachinePlan(
                "south",
                List.of(
                    List.of(0.75, 0.25, 0.0), List.of(0.0, 0.125, 0.875), List.of(0.0, 1.0, 0.0))),
            new RunContents.MachinePlan(
                "north",
                List.of(List.of(1.0, 0.0, 0.0), List.of(0.0, 1.0, 0.0), List.of(0.0, 0.0, 1.0)))),
        List.of(-1.5, -1.25, -1.2),
        json.readTree(RUN),
        json.readTree(METRICS));
  }

  /** Errors of .1 all over; the last log variance is not identified. */
  private static ParameterCovariance covariance(MixtureOfExperts mixture) {
    int nu = mixture.freeParameters();
    double[] packed = new double[nu * (nu + 1) / 2];
    for (int j = 0; j < nu; j++) {
      packed[j * (j + 1) / 2 + j] = 0.01;
    }
    return new ParameterCovariance(
        CovarianceKind.SANDWICH, packed, new int[] {nu - 1}, new int[0], 2, false);
  }

  private static AggregationRecord aggregation() {
    return new AggregationRecord(
        "reduction",
        List.of(0.5, 0.25),
        List.of(-1.5, -1.25),
        true,
        List.of(new MmStartRecord("greedy merging", 0.5, 0.25, 1, "")),
        List.of(
            new LocalShareRecord("north", "USED", 0.5, 0.125, ""),
            new LocalShareRecord("south", "USED", 0.5, 0.25, ""),
            new LocalShareRecord("west", "REJECTED: 3 rows", 0.0, Double.NaN, "")),
        List.of(),
        900L);
  }
}
