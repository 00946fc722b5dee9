package org.dmoe.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dmoe.data.ResponseType;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.MixtureOfExperts;

/** The coefficients of experts and gate, and how often each expert is the one. */
final class ExpertFigures {

  private static final int MOST = 20;

  private final MixtureOfExperts model;
  private final List<String> features;
  private final Optional<SupportingSample> support;

  private final ResponseType type;

  ExpertFigures(RunContents run) {
    model = run.model().mixture().orElseThrow();
    support = run.support();
    type = run.model().type();
    features = run.model().features().isEmpty() ? unnamed() : run.model().features();
  }

  private List<String> unnamed() {
    return IntStream.rangeClosed(1, model.dimension()).mapToObj(j -> "x" + j).toList();
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    support.map(this::shares).ifPresent(figures::add);
    if (model.dimension() > 0) {
      addExperts(figures);
      figures.add(
          coefficients(
              "Gate",
              "a change of the log odds against expert " + model.size(),
              k -> model.gate().alpha(k)));
    }
    return new Section("Experts and gate", figures);
  }

  /** A figure for each linear predictor. */
  private void addExperts(List<Figure> figures) {
    List<String> meanings = PredictorNames.meanings(type);
    for (int c = 0; c < model.family().predictors(); c++) {
      int row = c;
      String title =
          model.family().predictors() == 1 ? "Experts" : "Experts, class " + type.classes().get(c);
      figures.add(
          coefficients(title, meanings.get(c), k -> model.linearExpert(k).coefficients()[row]));
    }
  }

  private Figure shares(SupportingSample support) {
    double[] shares = new double[model.size()];
    for (int s = 0; s < support.size(); s++) {
      double[] probabilities = model.gate().probabilities(support.row(s));
      for (int k = 0; k < shares.length; k++) {
        shares[k] += probabilities[k] / support.size();
      }
    }
    List<Double> values = IntStream.range(0, shares.length).mapToObj(k -> shares[k]).toList();
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < shares.length; k++) {
      List<String> row = new ArrayList<>(List.of(expert(k), Text.percent(shares[k])));
      if (model.family().hasDispersion()) {
        row.add(Text.number(Math.sqrt(model.linearExpert(k).dispersion())));
      }
      rows.add(row);
    }
    List<String> header = List.of("expert", "share", "standard deviation");
    String deviation =
        model.family().hasDispersion()
            ? ", and the standard deviation around each expert's line"
            : "";
    return Figure.of(
        "Shares of the experts",
        "Mean probability of the gate over %s rows%s."
            .formatted(Text.count(support.size()), deviation),
        new Chart(
            Chart.Kind.BARS,
            "expert",
            names(),
            "share",
            List.of(new Chart.Series("share", values))),
        new DataTable(header.subList(0, model.family().hasDispersion() ? 3 : 2), rows));
  }

  /** Coefficients of an expert or its gate, the intercept first. */
  @FunctionalInterface
  private interface Coefficients {
    double[] of(int expert);
  }

  private Figure coefficients(String title, String meaning, Coefficients coefficients) {
    double[] deviations = support.map(Spread::deviations).orElseGet(this::units);
    List<Integer> largest =
        IntStream.range(0, model.dimension())
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -size(coefficients, j) * deviations[j]))
            .limit(MOST)
            .toList();
    List<Chart.Series> series = new ArrayList<>();
    for (int k = 0; k < model.size(); k++) {
      double[] own = coefficients.of(k);
      series.add(
          new Chart.Series(
              expert(k), largest.stream().map(j -> own[j + 1] * deviations[j]).toList()));
    }
    Chart chart =
        new Chart(
            Chart.Kind.DOTS,
            "feature",
            largest.stream().map(features::get).toList(),
            "per standard deviation",
            series);
    return Figure.of(
        title + ": slopes",
        "Drawn for a feature that is larger by its standard deviation: %s. The table has the"
                .formatted(meaning)
            + " coefficients as they are.",
        chart,
        table(coefficients));
  }

  /** Where it is not known how far features vary. */
  private double[] units() {
    double[] units = new double[model.dimension()];
    Arrays.fill(units, 1);
    return units;
  }

  private double size(Coefficients coefficients, int feature) {
    return IntStream.range(0, model.size())
        .mapToDouble(k -> Math.abs(coefficients.of(k)[feature + 1]))
        .max()
        .orElseThrow();
  }

  private DataTable table(Coefficients coefficients) {
    List<String> header = new ArrayList<>(List.of("term"));
    header.addAll(names());
    List<List<String>> rows = new ArrayList<>();
    for (int j = 0; j <= model.dimension(); j++) {
      List<String> row = new ArrayList<>();
      row.add(j == 0 ? "intercept" : features.get(j - 1));
      for (int k = 0; k < model.size(); k++) {
        row.add(Text.number(coefficients.of(k)[j]));
      }
      rows.add(row);
    }
    return new DataTable(header, rows);
  }

  private List<String> names() {
    return IntStream.range(0, model.size()).mapToObj(ExpertFigures::expert).toList();
  }

  private static String expert(int k) {
    return "expert " + (k + 1);
  }
}
