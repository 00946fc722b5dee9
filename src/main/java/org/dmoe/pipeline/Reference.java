package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.Deviation;
import org.dmoe.io.StoredModel;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.transport.plan.CostKind;

/**
 * The model that others are held against, parameter by parameter and by transport cost.
 *
 * @param reference file or run directory of the model
 * @param support covariates over which costs are means; drawn from the rows where it is not given
 * @param supportSize rows to draw
 * @param seed of the draw
 */
public record Reference(
    Path reference, Optional<Path> support, int supportSize, long seed, CostKind cost) {

  /**
   * @throws UnusableInputException if there is no model, or one of other covariates
   */
  StoredModel read(Configuration conf, StoredModel like) throws IOException {
    StoredModel model = ModelInput.readOne(conf, reference);
    if (model.mixture().isEmpty()) {
      throw new UnusableInputException(
          "--reference %s: holds no model: %s".formatted(reference, model.status()));
    }
    if (!sameCovariates(model, like)) {
      throw new UnusableInputException(
          "--reference %s: its covariates are %s, the models' are %s; they must be the same, in order"
              .formatted(reference, covariates(model), covariates(like)));
    }
    return model;
  }

  private static boolean sameCovariates(StoredModel one, StoredModel other) {
    boolean named = !one.features().isEmpty() && !other.features().isEmpty();
    return named
        ? one.features().equals(other.features())
        : one.mixture().orElseThrow().dimension() == other.mixture().orElseThrow().dimension();
  }

  private static String covariates(StoredModel model) {
    int d = model.mixture().orElseThrow().dimension();
    return model.features().isEmpty() ? d + " without names" : String.join(", ", model.features());
  }

  /** Draws the support where none is given. */
  SupportingSample support(Configuration conf, InputTable rows, RunDirectory run, Stages stages)
      throws IOException {
    if (support.isPresent()) {
      return ModelInput.readSupport(conf, support.get());
    }
    stages.sample(rows, supportSize, seed);
    return ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
  }

  /** Of each model, in order. */
  List<Deviation> deviations(
      List<StoredModel> models, StoredModel reference, SupportingSample support)
      throws IOException {
    SupportingSample matched = SupportMatch.of(support, models.get(0).features());
    int d = reference.mixture().orElseThrow().dimension();
    if (matched.dimension() != d) {
      throw new UnusableInputException(
          "--support: %d columns for %d covariates".formatted(matched.dimension(), d));
    }
    return models.stream()
        .map(
            model ->
                Deviation.of(
                    model.mixture().orElseThrow(),
                    reference.mixture().orElseThrow(),
                    matched,
                    cost))
        .toList();
  }
}
