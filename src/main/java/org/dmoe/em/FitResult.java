package org.dmoe.em;

import java.util.Optional;
import org.dmoe.model.MixtureOfExperts;

/**
 * The outcome of a local fit: a model, or a status that says why there is none.
 *
 * @param status how it ended
 * @param model in users' units, experts in canonical order, or in that of a given start; empty
 *     unless the status is usable
 * @param diagnostics how it went
 */
public record FitResult(
    FitStatus status, Optional<MixtureOfExperts> model, FitDiagnostics diagnostics) {

  public FitResult {
    if (status.usable() != model.isPresent()) {
      throw new IllegalArgumentException("status " + status + " contradicts the model");
    }
  }
}
