package org.dmoe.paper;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Series over places as SVG: dots at the means, a line through them where places are numbers, and a
 * bar of one standard deviation to either side of each.
 *
 * @param title of the figure
 * @param across name of the places
 * @param at the places, at equal distances
 * @param series each as long as the places
 * @param logarithmic whether the upright axis is
 */
record Plot(
    String title, String across, List<String> at, List<Series> series, boolean logarithmic) {

  /**
   * Means and deviations; NaN where there is none.
   *
   * @param style number of its colour and dashes
   */
  record Series(String name, int style, List<Summary> values) {

    private String colour() {
      return COLOURS.get(style % COLOURS.size());
    }

    private String dashes() {
      return DASHES.get(style % DASHES.size());
    }
  }

  private static final int WIDTH = 460;
  private static final int LEFT = 70;
  private static final int RIGHT = 450;
  private static final int TOP = 30;
  private static final int BOTTOM = 235;

  private static final String BLACK = "#000";
  private static final String GREY = "#ddd";

  private static final int LINE_HEIGHT = 14;

  /** Of a letter, on average. */
  private static final double LETTER_WIDTH = 5.8;

  /** Of names that are wider than their places. */
  private static final int SLANT_DEGREES = 30;

  private static final double SLANT = 0.5;

  /** Names of series beside each other, and what each may take. */
  private static final int LEGENDS = 3;

  private static final int LEGEND_WIDTH = 128;
  private static final int LEGEND_LINE = 24;

  /** Places with a name; of more every second, or third, has one. */
  private static final int MOST_NAMES = 14;

  /** Between the dots of two series at a place, so that those that are alike are seen. */
  private static final double BESIDE = 2.5;

  /** Colours that the colour-blind tell apart, after Okabe and Ito, and three more. */
  private static final List<String> COLOURS =
      List.of(
          "#000000", "#d55e00", "#0072b2", "#56b4e9", "#009e73", "#e69f00", "#cc79a7", "#999999",
          "#7f3c8d", "#6b3e12");

  private static final List<String> DASHES =
      List.of("6 3", "", "", "2 2", "8 2 2 2", "4 2", "1 3", "6 2 1 2", "3 1", "10 3");

  String svg() {
    int lines = (series.size() + LEGENDS - 1) / LEGENDS;
    Svg out = new Svg(WIDTH, legendTop() + LINE_HEIGHT * lines, title);
    out.heading(LEFT, TOP - 14, logarithmic ? title + " (log scale)" : title);
    Axis up = axis();
    frame(out, up);
    for (int s = 0; s < series.size(); s++) {
      draw(out, s, up);
      legend(out, s);
    }
    return out.toString();
  }

  private Axis axis() {
    List<Double> ends =
        series.stream()
            .flatMap(one -> one.values().stream())
            .filter(Summary::isKnown)
            .flatMap(v -> Stream.of(v.mean() - v.deviation(), v.mean(), v.mean() + v.deviation()))
            .toList();
    return Axis.over(ends, logarithmic);
  }

  private void frame(Svg out, Axis up) {
    for (double tick : up.ticks()) {
      double y = up.place(tick, BOTTOM, TOP);
      out.line(LEFT, y, RIGHT, y, GREY);
      out.text(LEFT - 6, y + 4, "end", Axis.label(tick));
    }
    out.line(LEFT, BOTTOM, RIGHT, BOTTOM, BLACK);
    out.line(LEFT, TOP, LEFT, BOTTOM, BLACK);
    names(out);
    out.text((LEFT + RIGHT) / 2.0, namesBottom() + LINE_HEIGHT, "middle", across);
  }

  private void names(Svg out) {
    for (int i = 0; i < at.size(); i += everyNamed()) {
      out.line(x(i), BOTTOM, x(i), BOTTOM + 3, BLACK);
      if (isSlanted()) {
        out.slanted(x(i) + 4, BOTTOM + 14, SLANT_DEGREES, at.get(i));
      } else {
        out.text(x(i), BOTTOM + 16, "middle", at.get(i));
      }
    }
  }

  private int everyNamed() {
    return 1 + (at.size() - 1) / MOST_NAMES;
  }

  private boolean isSlanted() {
    return LETTER_WIDTH * (longestName() + 1) > everyNamed() * (x(1) - x(0));
  }

  private int longestName() {
    return at.stream().mapToInt(String::length).max().orElse(0);
  }

  private int namesBottom() {
    double slanted = isSlanted() ? SLANT * LETTER_WIDTH * longestName() : 0;
    return (int) (BOTTOM + 20 + slanted);
  }

  private int legendTop() {
    return namesBottom() + 2 * LINE_HEIGHT + 4;
  }

  private double x(int place) {
    return LEFT + (RIGHT - LEFT) * (place + 0.5) / at.size();
  }

  private void draw(Svg out, int s, Axis up) {
    Series one = series.get(s);
    double shift = BESIDE * (s - (series.size() - 1) / 2.0);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < at.size(); i++) {
      Summary value = one.values().get(i);
      if (value.isKnown()) {
        double x = x(i) + shift;
        double y = up.place(value.mean(), BOTTOM, TOP);
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        double low = up.place(value.mean() - value.deviation(), BOTTOM, TOP);
        double high = up.place(value.mean() + value.deviation(), BOTTOM, TOP);
        out.line(x, low, x, high, one.colour());
        out.dot(x, y, one.colour());
      }
    }
    if (isOverNumbers()) {
      out.path(points.toString().trim(), one.colour(), one.dashes());
    }
  }

  private boolean isOverNumbers() {
    return at.stream().allMatch(name -> name.matches("\\d+"));
  }

  private void legend(Svg out, int s) {
    Series one = series.get(s);
    double x = LEFT + (s % LEGENDS) * LEGEND_WIDTH;
    double y = legendTop() + LINE_HEIGHT * (s / LEGENDS);
    if (isOverNumbers()) {
      String points =
          String.format(Locale.ROOT, "%.1f,%.1f %.1f,%.1f", x, y - 4, x + LEGEND_LINE, y - 4);
      out.path(points, one.colour(), one.dashes());
    }
    out.dot(x + LEGEND_LINE / 2.0, y - 4, one.colour());
    out.text(x + LEGEND_LINE + 4, y, "start", one.name());
  }
}
