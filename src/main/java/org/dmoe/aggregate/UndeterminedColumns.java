package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dmoe.model.LocalModel;

/** Columns of which some local models know nothing, a level that their machine has not seen. */
final class UndeterminedColumns {

  private static final int NAMED = 3;

  private UndeterminedColumns() {}

  /**
   * One warning for each such column.
   *
   * @param features names of the covariates; numbers stand for them where they have none
   */
  static List<String> warnings(List<LocalModel> models, List<String> features) {
    List<String> warnings = new ArrayList<>();
    int d = models.get(0).mixture().dimension();
    for (int j = 0; j < d; j++) {
      int coefficient = j + 1;
      List<LocalModel> ignorant =
          models.stream().filter(model -> model.undetermined().concerns(coefficient)).toList();
      if (!ignorant.isEmpty()) {
        String name = features.isEmpty() ? "column " + j : "column '" + features.get(j) + "'";
        warnings.add(warning(name, ignorant, models.size()));
      }
    }
    return warnings;
  }

  private static String warning(String name, List<LocalModel> ignorant, int models) {
    if (ignorant.size() == models) {
      return name
          + " is determined by the rows of no machine by themselves; its effects are shared";
    }
    String named =
        ignorant.stream()
            .limit(NAMED)
            .map(model -> "'" + model.id() + "'")
            .collect(Collectors.joining(", "));
    return "%s is not determined by the rows of %d of %d machines (%s%s); its coefficients come from the others"
        .formatted(name, ignorant.size(), models, named, ignorant.size() > NAMED ? ", ..." : "");
  }
}
