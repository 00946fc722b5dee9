package org.dmoe.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.MixtureOfExperts;

/** The coefficients of experts and gate, and how often each expert is the one. */
final class ExpertFigures {

  private static final int MOST = 20;

  private final MixtureOfExperts model;
  private final List<String> features;
  private final Optional<SupportingSample> support;

  ExpertFigures(RunContents run) {
    model = run.model().mixture().orElseThrow();
    support = run.support();
    features = run.model().features().isEmpty() ? unnamed() : run.model().features();
  }

  private List<String> unnamed() {
    return IntStream.rangeClosed(1, model.dimension()).mapToObj(j -> "x" + j).toList();
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    support.map(this::shares).ifPresent(figures::add);
    if (model.dimension() > 0) {
      figures.add(coefficients("Experts", "a change of the mean", k -> model.expert(k).beta()));
      figures.add(
          coefficients(
              "Gate",
              "a change of the log odds against expert " + model.size(),
              k -> model.gate().alpha(k)));
    }
    return new Section("Experts and gate", figures);
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
      rows.add(
          List.of(
              expert(k),
              Text.percent(shares[k]),
              Text.number(Math.sqrt(model.expert(k).variance()))));
    }
    return Figure.of(
        "Shares of the experts",
        "Mean probability of the gate over %s rows, and the standard deviation around each"
                .formatted(Text.count(support.size()))
            + " expert's line.",
        new Chart(
            Chart.Kind.BARS,
            "expert",
            names(),
            "share",
            List.of(new Chart.Series("share", values))),
        new DataTable(List.of("expert", "share", "standard deviation"), rows));
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
