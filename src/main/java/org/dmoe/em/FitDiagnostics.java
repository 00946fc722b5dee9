package org.dmoe.em;

import java.util.List;
import org.dmoe.em.search.StartReport;

/**
 * How a local fit went.
 *
 * @param rows used
 * @param weight sum of the rows' weights
 * @param logLikelihood of the rows under the model, in users' units; NaN without a model
 * @param iterations of the winning start on all rows
 * @param reason why it stopped, in words
 * @param starts the fate of each
 * @param warnings for the user, each one line
 */
public record FitDiagnostics(
    int rows,
    double weight,
    double logLikelihood,
    int iterations,
    String reason,
    List<StartReport> starts,
    List<String> warnings) {

  public FitDiagnostics {
    starts = List.copyOf(starts);
    warnings = List.copyOf(warnings);
  }
}
