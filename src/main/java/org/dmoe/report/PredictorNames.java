package org.dmoe.report;

import java.util.List;
import org.dmoe.data.ResponseType;

/** What a change of an expert's linear predictors means. */
final class PredictorNames {

  private PredictorNames() {}

  /** One for each predictor. */
  static List<String> meanings(ResponseType type) {
    return switch (type.family()) {
      case ResponseType.CATEGORICAL -> ofClasses(type.classes());
      case ResponseType.BINOMIAL -> List.of("a change of the log odds of success");
      case ResponseType.POISSON -> List.of("a change of the log of the mean");
      default -> List.of("a change of the mean");
    };
  }

  private static List<String> ofClasses(List<String> classes) {
    String baseline = classes.get(classes.size() - 1);
    return classes.subList(0, classes.size() - 1).stream()
        .map(name -> "a change of the log odds of %s against %s".formatted(name, baseline))
        .toList();
  }
}
