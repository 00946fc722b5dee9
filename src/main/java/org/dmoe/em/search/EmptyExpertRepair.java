package org.dmoe.em.search;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.model.Progress;

/** Re-seeds an expert that lost its rows, and takes it away if it loses them again. */
final class EmptyExpertRepair {

  private final StandardisedRows rows;
  private final Progress progress;
  private final List<String> warnings = new ArrayList<>();
  private SearchSettings settings;

  EmptyExpertRepair(StandardisedRows rows, SearchSettings settings, Progress progress) {
    this.rows = rows;
    this.settings = settings;
    this.progress = progress;
  }

  Solution repair(Solution found) {
    Solution solution = found;
    boolean reseeded = false;
    while (solution.ascent().finite() && solution.layout().K() > 1) {
      int empty = EmptyExperts.first(rows, solution.ascent());
      if (empty < 0) {
        break;
      }
      solution = reseeded ? without(solution, empty) : reseeded(solution, empty);
      reseeded = true;
    }
    return solution;
  }

  private Solution reseeded(Solution solution, int empty) {
    double[] start = EmptyExperts.reseeded(solution.layout(), solution.ascent(), empty);
    Solution again = follow(settings.objective(rows), start, "re-seeded");
    return again.ascent().value() > solution.ascent().value() ? again : solution;
  }

  private Solution without(Solution solution, int empty) {
    double[] start = ExpertSplit.remove(solution.ascent().theta(), solution.layout(), empty);
    settings = settings.withExperts(solution.layout().K() - 1);
    warnings.add("an empty expert was removed");
    return follow(settings.objective(rows), start, settings.layout().K() + " experts");
  }

  private Solution follow(PenalisedLikelihood objective, double[] start, String stage) {
    return Solution.of(objective, settings.follow(objective, start, progress, stage), stage);
  }

  List<String> warnings() {
    return warnings;
  }
}
