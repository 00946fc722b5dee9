package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.Inference;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.inference.OneRoundCovariance;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.run.RunFiles;

/**
 * A model, and what is known of its certainty: from the pass that it keeps, or, of an aggregated
 * model in its run directory, from one round.
 *
 * @param model with a mixture
 * @param inference empty where there are no errors
 * @param support of its run; empty where it is not known
 * @param why there are no errors; empty where there are some
 */
public record ModelInference(
    StoredModel model,
    Optional<Inference> inference,
    Optional<SupportingSample> support,
    String why) {

  private static final String GIVE = "give fit --inference";
  private static final String USED = "USED";

  /**
   * @param path of the model; a run directory has the supporting sample too
   * @param model of it, with a mixture
   * @param level of intervals
   * @throws IllegalArgumentException if the level is out of range
   */
  public static ModelInference of(Configuration conf, Path path, StoredModel model, double level)
      throws IOException {
    Inference.requireLevel(level);
    Optional<SupportingSample> support = supportOf(conf, path, model);
    Optional<ParameterCovariance> kept = model.inference().map(InferenceSummary::covariance);
    if (kept.isPresent()) {
      return with(model, kept.get(), support, level);
    }
    if (support.isEmpty() || RefinedModel.isRefined(model) || model.aggregation().isEmpty()) {
      return without(model, support, "no standard errors are kept in the model; " + GIVE);
    }
    if (!model.type().exposure().isEmpty() && !support.get().hasExposures()) {
      return without(
          model,
          support,
          "no standard errors: the supporting sample does not say the '%s' of its rows; %s"
              .formatted(model.type().exposure(), GIVE));
    }
    try {
      return ofOneRound(model, support.get(), level);
    } catch (IllegalArgumentException e) {
      return without(model, support, "no standard errors: %s; %s".formatted(e.getMessage(), GIVE));
    }
  }

  private static ModelInference ofOneRound(
      StoredModel model, SupportingSample support, double level) {
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    long machines = machines(model.aggregation().orElseThrow());
    long seed = seed(model);
    Optional<ParameterCovariance> covariance =
        OneRoundCovariance.of(mixture, support, model.sampleSize(), machines, seed);
    if (covariance.isPresent()) {
      return with(model, covariance.get(), Optional.of(support), level);
    }
    int nu = mixture.freeParameters();
    return without(
        model,
        Optional.of(support),
        "no standard errors: %d parameters need at least %d rows a machine, here are %d; %s"
            .formatted(
                nu, OneRoundCovariance.LEAST * nu, (long) (model.sampleSize() / machines), GIVE));
  }

  private static ModelInference with(
      StoredModel model,
      ParameterCovariance covariance,
      Optional<SupportingSample> support,
      double level) {
    Inference inference =
        Inference.of(model.mixture().orElseThrow(), columns(model), covariance, level);
    return new ModelInference(model, Optional.of(inference), support, "");
  }

  private static ModelInference without(
      StoredModel model, Optional<SupportingSample> support, String why) {
    return new ModelInference(model, Optional.empty(), support, why);
  }

  private static long machines(AggregationRecord aggregation) {
    long used =
        aggregation.getLocals().stream().filter(local -> local.getStatus().equals(USED)).count();
    return Math.max(1, used);
  }

  private static long seed(StoredModel model) {
    try {
      return Long.parseLong(model.provenance().getOrDefault("seed", "1"));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static Optional<SupportingSample> supportOf(
      Configuration conf, Path path, StoredModel model) throws IOException {
    Path file = new Path(path, RunFiles.SUPPORT_CSV);
    FileSystem fs = path.getFileSystem(conf);
    return fs.getFileStatus(path).isDirectory() && fs.exists(file)
        ? Optional.of(ModelInput.readSupport(conf, file, model.spec()))
        : Optional.empty();
  }

  /** Of which the covariates are made; x1, x2, ... where they have no names. */
  private static List<FeatureColumn> columns(StoredModel model) {
    if (!model.features().isEmpty()) {
      return model.spec().designColumns();
    }
    List<FeatureColumn> columns = new ArrayList<>();
    for (int j = 1; j <= model.mixture().orElseThrow().dimension(); j++) {
      columns.add(FeatureColumn.number("x" + j));
    }
    return columns;
  }
}
