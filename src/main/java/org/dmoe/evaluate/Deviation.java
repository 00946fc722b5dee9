package org.dmoe.evaluate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;

/**
 * How far a model is from a reference, the truth for instance.
 *
 * @param relaxedCost R_c, mean over the supporting sample of the least cost from the reference's
 *     experts to the model's
 * @param transportCost T_c, the same with the model's gate as the second margin; NaN where the
 *     pairs of experts are too many
 * @param parameters mean squared differences; empty where the numbers of experts differ
 */
public record Deviation(
    double relaxedCost, double transportCost, Optional<ParameterError> parameters) {

  /** Pairs of experts up to which T_c is computed. */
  private static final int MOST_PAIRS = 2000;

  public Deviation {
    Objects.requireNonNull(parameters, "parameters");
  }

  /**
   * @param cost between experts, from the reference's to the model's
   * @throws IllegalArgumentException if model, reference and support differ in dimension
   */
  public static Deviation of(
      MixtureOfExperts model, MixtureOfExperts reference, SupportingSample support, CostKind cost) {
    ReductionOptions options =
        ReductionOptions.builder(model.size()).cost(cost).plan(PlanKind.POINTWISE).build();
    List<LocalModel> from = List.of(new LocalModel("reference", reference, 1));
    TransportObjective objective = TransportObjective.of(from, support, options, line -> {});
    boolean few = (long) model.size() * reference.size() <= MOST_PAIRS;
    return new Deviation(
        objective.pointwise(model),
        few ? objective.transport(model) : Double.NaN,
        model.size() == reference.size()
            ? Optional.of(ParameterError.of(model, reference, objective.costs(model)))
            : Optional.empty());
  }
}
