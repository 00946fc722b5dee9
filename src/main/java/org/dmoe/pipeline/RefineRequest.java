package org.dmoe.pipeline;

import java.util.Objects;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.dmoe.em.FitOptions;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.run.FileOutput;

/**
 * A climb to the maximum likelihood.
 *
 * @param model file or run directory to start from
 * @param output file of the model that comes of it, by the ending of its name Avro or JSON; without
 *     one, a run directory
 * @param steps to take; empty to go on to the maximum
 * @param anew whether what the model carries of earlier passes is forgotten
 * @param fit whose penalties the likelihood has; those that are not given are the family's
 */
public record RefineRequest(
    Path model, FileOutput output, OptionalInt steps, boolean anew, FitOptions fit) {

  /**
   * @throws IllegalArgumentException if the number of steps is not positive, or the output's name
   *     has another ending
   */
  public RefineRequest {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(fit, "fit");
    String name = output.path().getName();
    Checks.that(
        name.indexOf('.') < 0 || name.endsWith(".avro") || name.endsWith(".json"),
        "--output %s: must end with .avro or .json, or be a directory's name without an ending",
        output.path());
    Checks.that(steps.orElse(1) > 0, "--passes %s: must be at least 1, or auto", steps.orElse(1));
  }

  /** Of the likelihood that is climbed from a model. */
  RefinementOptions options(MixtureOfExperts model) {
    return RefinementOptions.of(fit.toBuilder().family(model.family()).build());
  }

  /** Whether the output is a run directory. */
  public boolean isRun() {
    return output.path().getName().indexOf('.') < 0;
  }
}
