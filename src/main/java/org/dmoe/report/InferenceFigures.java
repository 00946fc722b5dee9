package org.dmoe.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.Coefficient;
import org.dmoe.inference.CoefficientTable;
import org.dmoe.inference.Effect;
import org.dmoe.inference.Estimate;
import org.dmoe.inference.Inference;
import org.dmoe.inference.MarginalEffects;

/** Effects and coefficients with their uncertainty. */
final class InferenceFigures {

  private static final int MOST = 20;
  private static final double SMALLEST_P = 1e-4;

  private final String response;
  private final Inference inference;
  private final SupportingSample support;
  private final int experts;

  InferenceFigures(String response, Inference inference, SupportingSample support, int experts) {
    this.experts = experts;
    this.response = response;
    this.inference = inference;
    this.support = support;
  }

  Section section() {
    return new Section("Effects and coefficients", List.of(effects(), coefficients()));
  }

  private Figure effects() {
    List<Effect> effects = MarginalEffects.of(inference, support);
    List<Effect> clearest =
        effects.stream()
            .filter(effect -> effect.overall().hasError())
            .sorted(Comparator.comparingDouble(effect -> -Math.abs(effect.overall().ratio())))
            .limit(MOST)
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (Effect effect : effects) {
      rows.add(row(effect.term().name(), effect.overall()));
    }
    return Figure.of(
        "Average effects on the mean of " + response,
        "Of one unit more, or of a level against its reference, averaged over the supporting rows;"
            + " drawn as estimate and interval in units of the standard error, the clearest first.",
        new Chart(
            Chart.Kind.DOTS,
            "column",
            clearest.stream().map(effect -> effect.term().name()).toList(),
            "standard errors from zero",
            List.of(
                series("estimate", clearest, Estimate::value),
                series("interval from", clearest, Estimate::low),
                series("to", clearest, Estimate::high))),
        new DataTable(header("column"), rows));
  }

  /** A number of an estimate. */
  @FunctionalInterface
  private interface Part {
    double of(Estimate estimate);
  }

  private static Chart.Series series(String name, List<Effect> effects, Part part) {
    return new Chart.Series(
        name,
        effects.stream()
            .map(Effect::overall)
            .map(overall -> part.of(overall) / overall.standardError())
            .toList());
  }

  private Figure coefficients() {
    List<List<String>> rows = new ArrayList<>();
    for (Coefficient one : CoefficientTable.of(inference, experts - 1)) {
      rows.add(row(one.place() + ": " + one.name(), one.estimate()));
    }
    return Figure.of(
        "Coefficients",
        "Errors: %s.".formatted(inference.covariance().kind().words()),
        new DataTable(header("coefficient"), rows));
  }

  private List<String> header(String first) {
    String interval = Text.number(100 * inference.level()) + " % from";
    return List.of(first, "estimate", "standard error", "ratio", "p", interval, "to");
  }

  private static List<String> row(String name, Estimate estimate) {
    if (!estimate.hasError()) {
      String dash = Text.number(Double.NaN);
      return List.of(name, Text.number(estimate.value()), estimate.note(), dash, dash, dash, dash);
    }
    return List.of(
        name,
        Text.number(estimate.value()),
        Text.number(estimate.standardError()),
        Text.number(estimate.ratio()),
        p(estimate.pValue()),
        Text.number(estimate.low()),
        Text.number(estimate.high()));
  }

  private static String p(double value) {
    return value < SMALLEST_P ? "<.0001" : Text.number(value);
  }
}
