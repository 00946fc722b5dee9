package org.dmoe.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the model says: the mean of the response and the gate along each column. */
final class EffectFigures {

  /** Columns that are drawn, those of the largest effect; the table has all. */
  private static final int MOST = 12;

  /** Share of the largest effect below which a column is not drawn. */
  private static final double SMALL = 0.01;

  private final String response;
  private final List<Profile> profiles;

  /**
   * @param profiles one for each column
   */
  EffectFigures(String response, List<Profile> profiles) {
    this.response = response;
    this.profiles =
        profiles.stream().sorted(Comparator.comparingDouble(Profile::range).reversed()).toList();
  }

  /** The columns along which the mean changes most, the first of them first. */
  List<Profile> largest(int number) {
    return profiles.subList(0, Math.min(number, profiles.size()));
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    if (!profiles.isEmpty()) {
      figures.add(overview());
    }
    for (Profile profile : largest(MOST)) {
      if (profile.range() < SMALL * profiles.get(0).range()) {
        break;
      }
      figures.add(mean(profile));
      figures.add(gate(profile));
    }
    return new Section("What the model says", figures);
  }

  private Figure overview() {
    List<String> names = new ArrayList<>();
    List<Double> ranges = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Profile profile : profiles) {
      double low = Arrays.stream(profile.means()).min().orElseThrow();
      double high = Arrays.stream(profile.means()).max().orElseThrow();
      if (names.size() < 2 * MOST) {
        names.add(profile.column().name());
        ranges.add(profile.range());
      }
      rows.add(
          List.of(
              profile.column().name(),
              Text.number(low),
              Text.number(high),
              Text.number(profile.range())));
    }
    String up = "change in the mean of " + response;
    return Figure.of(
        "Which columns matter",
        "Largest less smallest mean of %s along each column, over the middle 98 %% of its values"
            .formatted(response),
        new Chart(Chart.Kind.BARS, "column", names, up, List.of(new Chart.Series(up, ranges))),
        new DataTable(List.of("column", "smallest mean", "largest mean", "change"), rows));
  }

  private Figure mean(Profile profile) {
    return Figure.of(
        "%s along %s".formatted(response, profile.column().name()),
        "Mean of the model, averaged over rows that keep all other values.",
        chart(profile, response, List.of(series("mean", profile.means()))));
  }

  private Figure gate(Profile profile) {
    List<Chart.Series> series = new ArrayList<>();
    for (int k = 0; k < profile.gate().length; k++) {
      series.add(series("expert " + (k + 1), profile.gate()[k]));
    }
    return Figure.of(
        "Which expert, along " + profile.column().name(),
        "Probabilities of the gate, averaged over the same rows.",
        chart(profile, "probability", series));
  }

  private static Chart chart(Profile profile, String up, List<Chart.Series> series) {
    boolean levels = profile.column().isCategorical();
    Chart.Kind kind = levels ? Chart.Kind.DOTS : Chart.Kind.LINES;
    return new Chart(kind, profile.column().name(), profile.at(), up, series);
  }

  private static Chart.Series series(String name, double[] values) {
    return new Chart.Series(name, Arrays.stream(values).boxed().toList());
  }
}
