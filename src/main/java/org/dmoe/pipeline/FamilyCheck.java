package org.dmoe.pipeline;

import java.util.List;
import java.util.Locale;
import org.dmoe.data.Equality;
import org.dmoe.data.ResponseType;
import org.dmoe.data.formula.ResponseScale;
import org.dmoe.io.StoredModel;
import org.dmoe.model.WrongOptionException;
import org.dmoe.transport.plan.CostKind;

/** What goes with a response that is a number only. */
final class FamilyCheck {

  /** Aggregations that know Gaussian experts only. */
  private static final List<String> OF_NUMBERS = List.of("statistics");

  private FamilyCheck() {}

  /**
   * @throws IllegalArgumentException naming the option that does not go with the response
   */
  static void require(ResponseType type, AggregationOptions aggregation) {
    if (type.isGaussian()) {
      return;
    }
    CostKind cost = aggregation.reduction().cost();
    require(type, cost == CostKind.KL, "--cost " + cost.name().toLowerCase(Locale.ROOT));
    String name = aggregation.aggregator();
    require(type, knows(name, type), "--aggregator " + name);
  }

  /**
   * @throws IllegalArgumentException naming the option that does not go with the response
   */
  static void require(FitRequest request) {
    ResponseType type = request.source().table().roles().response();
    if (type.isGaussian()) {
      return;
    }
    require(type, request.aggregation());
    ResponseScale scale = request.source().table().roles().formula().scale();
    Equality equality = request.source().table().roles().equality();
    require(type, !equality.variance(), "--equal-variance");
    require(type, request.lasso().isEmpty(), "--lasso");
    require(type, scale == ResponseScale.IDENTITY, "--formula: " + scale.text("y"));
  }

  /**
   * @param models local ones, of one family
   * @throws WrongOptionException naming the option that does not go with their response
   */
  static void require(List<StoredModel> models, AggregationOptions aggregation)
      throws WrongOptionException {
    ResponseType type =
        models.stream().map(StoredModel::type).findFirst().orElse(ResponseType.GAUSSIAN);
    try {
      require(type, aggregation);
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException(e.getMessage(), e);
    }
  }

  /** Whether an aggregation knows models of such a response. */
  static boolean knows(String aggregator, ResponseType type) {
    return type.isGaussian() || !OF_NUMBERS.contains(aggregator);
  }

  private static void require(ResponseType type, boolean fits, String option) {
    Checks.that(fits, "%s: goes with --family gaussian only, not with %s", option, type.family());
  }
}
