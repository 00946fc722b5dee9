package org.dmoe.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.Coefficient;
import org.dmoe.inference.CoefficientTable;
import org.dmoe.inference.Effect;
import org.dmoe.inference.Estimate;
import org.dmoe.inference.Inference;
import org.dmoe.inference.Interchange;
import org.dmoe.inference.MarginalEffects;

/** Effects and coefficients with their uncertainty. */
final class InferenceFigures {

  private static final int MOST = 20;
  private static final double SMALLEST_P = 1e-4;

  private final String response;
  private final Inference inference;
  private final Optional<SupportingSample> support;
  private final int experts;

  InferenceFigures(
      String response, Inference inference, Optional<SupportingSample> support, int experts) {
    this.experts = experts;
    this.response = response;
    this.inference = inference;
    this.support = support;
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    support.map(this::effects).ifPresent(figures::add);
    figures.add(coefficients());
    return new Section("Effects and coefficients", figures);
  }

  /**
   * An effect as it is drawn.
   *
   * @param unit change of the covariate: its standard deviation, or from the reference to a level
   */
  private record Drawn(Effect effect, double unit) {

    boolean isKnown() {
      return effect.overall().hasError();
    }

    double size() {
      return Math.abs(effect.overall().value() * unit);
    }
  }

  private Figure effects(SupportingSample support) {
    List<Effect> effects = MarginalEffects.of(inference, support);
    String subject = inference.subject(response);
    double[] units = Spread.units(support);
    List<Drawn> drawn = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    int outcomes = effects.size() / Math.max(1, units.length);
    for (Effect effect : effects) {
      double unit = units[drawn.size() / outcomes];
      drawn.add(new Drawn(effect, effect.term().isLevel() ? 1 : unit));
      rows.add(row(effect.name(), effect.overall()));
    }
    List<Drawn> largest =
        drawn.stream()
            .filter(Drawn::isKnown)
            .sorted(Comparator.comparingDouble(Drawn::size).reversed())
            .limit(MOST)
            .toList();
    return Figure.of(
        "Average effects on " + subject,
        "Drawn with its interval for an increase of one standard deviation, or for a level against its"
            + " reference. The table has the effects of an increase of one unit.",
        new Chart(
            Chart.Kind.INTERVALS,
            "column",
            largest.stream().map(one -> one.effect().name()).toList(),
            "change in " + subject,
            List.of(
                series("estimate", largest, Estimate::value),
                series("interval from", largest, Estimate::low),
                series("to", largest, Estimate::high))),
        new DataTable(header("column"), rows));
  }

  /** A number of an estimate. */
  @FunctionalInterface
  private interface Part {
    double of(Estimate estimate);
  }

  private static Chart.Series series(String name, List<Drawn> effects, Part part) {
    return new Chart.Series(
        name, effects.stream().map(one -> part.of(one.effect().overall()) * one.unit()).toList());
  }

  private Figure coefficients() {
    List<List<String>> rows = new ArrayList<>();
    for (Coefficient one : CoefficientTable.of(inference, experts - 1)) {
      rows.add(row(one.place() + ": " + one.name(), one.estimate()));
    }
    return Figure.of(
        "Coefficients",
        "Errors: %s.%s".formatted(inference.covariance().kind().words(), interchange()),
        new DataTable(header("coefficient"), rows));
  }

  private String interchange() {
    boolean possible =
        support.filter(rows -> Interchange.isPossible(inference.model(), rows)).isPresent();
    return possible ? " " + Interchange.WORDS : "";
  }

  private List<String> header(String first) {
    String ratio = inference.covariance().degreesOfFreedom().isPresent() ? "t" : "z";
    String interval = Text.number(100 * inference.level()) + " % from";
    return List.of(first, "estimate", "standard error", ratio, "p", interval, "to");
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
