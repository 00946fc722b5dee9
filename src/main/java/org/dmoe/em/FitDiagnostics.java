package org.dmoe.em;

import java.util.List;
import java.util.Optional;
import org.dmoe.em.search.StartReport;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.Undetermined;

/**
 * How a local fit went.
 *
 * @param rows used
 * @param weight sum of the rows' weights
 * @param logLikelihood of the rows under the model, in users' units; NaN without a model
 * @param iterations of the winning start on all rows
 * @param reason why it stopped, in words
 * @param starts what became of each
 * @param warnings for the user, each one line
 * @param undetermined what the rows cannot say of the coefficients
 * @param statistics of the rows at the model, of which the experts are in its order; empty without
 *     one
 */
public record FitDiagnostics(
    int rows,
    double weight,
    double logLikelihood,
    int iterations,
    String reason,
    List<StartReport> starts,
    List<String> warnings,
    Undetermined undetermined,
    Optional<EmStatistics> statistics) {

  public FitDiagnostics {
    starts = List.copyOf(starts);
    warnings = List.copyOf(warnings);
  }
}
