package org.dmoe.paper;

import java.util.ArrayList;
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
  record Series(String name, int style, List<Summary> values) {}

  private static final int WIDTH = 460;
  private static final int HEIGHT = 340;
  private static final int LEFT = 70;
  private static final int RIGHT = 450;
  private static final int TOP = 30;
  private static final int BOTTOM = 235;

  /** Names of series beside each other. */
  private static final int LEGENDS = 3;

  /** Places with a name; of more every second, or third, has one. */
  private static final int MOST_NAMES = 14;

  /** Colours that the colour-blind tell apart, after Okabe and Ito. */
  private static final List<String> COLOURS =
      List.of(
          "#000000", "#d55e00", "#0072b2", "#56b4e9", "#009e73", "#e69f00", "#cc79a7", "#999999",
          "#7f3c8d", "#b8a100");

  private static final List<String> DASHES =
      List.of("6 3", "", "", "2 2", "8 2 2 2", "4 2", "1 3", "6 2 1 2", "3 1", "10 3");

  String svg() {
    Axis up = axis();
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">%n"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    out.append("<title>%s</title>%n".formatted(escape(title)));
    text(out, LEFT, TOP - 14, "start", title);
    frame(out, up);
    for (int s = 0; s < series.size(); s++) {
      draw(out, s, up);
      legend(out, s);
    }
    return out.append("</svg>\n").toString();
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

  private void frame(StringBuilder out, Axis up) {
    for (double tick : up.ticks()) {
      double y = up.place(tick, BOTTOM, TOP);
      line(out, LEFT, y, RIGHT, y, "#ddd", 1);
      text(out, LEFT - 6, y + 4, "end", Axis.label(tick));
    }
    int every = 1 + (at.size() - 1) / MOST_NAMES;
    for (int i = 0; i < at.size(); i += every) {
      text(out, x(i), BOTTOM + 16, "middle", at.get(i));
    }
    line(out, LEFT, BOTTOM, RIGHT, BOTTOM, "#000", 1);
    line(out, LEFT, TOP, LEFT, BOTTOM, "#000", 1);
    text(out, (LEFT + RIGHT) / 2.0, BOTTOM + 32, "middle", across);
  }

  private double x(int place) {
    return LEFT + (RIGHT - LEFT) * (place + 0.5) / at.size();
  }

  private void draw(StringBuilder out, int s, Axis up) {
    String colour = colour(s);
    List<Summary> values = series.get(s).values();
    // Side by side, so that bars of models that are alike can be seen.
    double shift = 2.5 * (s - (series.size() - 1) / 2.0);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      Summary value = values.get(i);
      if (value.isKnown()) {
        double x = x(i) + shift;
        double y = up.place(value.mean(), BOTTOM, TOP);
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        line(
            out,
            x,
            up.place(value.mean() - value.deviation(), BOTTOM, TOP),
            x,
            up.place(value.mean() + value.deviation(), BOTTOM, TOP),
            colour,
            1);
        out.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>%n",
                x,
                y,
                colour));
      }
    }
    if (!at.stream().allMatch(name -> name.matches("\\d+"))) {
      return;
    }
    out.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" stroke-dasharray=\"%s\"/>%n"
            .formatted(
                points.toString().trim(),
                colour,
                DASHES.get(series.get(s).style() % DASHES.size())));
  }

  private void legend(StringBuilder out, int s) {
    double x = LEFT + (s % LEGENDS) * 130.0;
    double y = BOTTOM + 52.0 + 14 * (s / LEGENDS);
    line(out, x, y - 4, x + 16, y - 4, colour(s), 2);
    text(out, x + 20, y, "start", series.get(s).name());
  }

  private String colour(int s) {
    return COLOURS.get(series.get(s).style() % COLOURS.size());
  }

  private static void line(
      StringBuilder out, double x1, double y1, double x2, double y2, String colour, int width) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour,
            width));
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            escape(text)));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * Numbers against places of the picture.
   *
   * @param from lower end, a logarithm if so
   * @param to upper end
   */
  record Axis(double from, double to, boolean logarithmic, List<Double> ticks) {

    private static final int MOST_TICKS = 6;

    static Axis over(List<Double> values, boolean logarithmic) {
      List<Double> scaled =
          values.stream()
              .filter(v -> !logarithmic || v > 0)
              .map(v -> logarithmic ? StrictMath.log10(v) : v)
              .toList();
      double least = scaled.stream().mapToDouble(v -> v).min().orElse(0);
      double most = scaled.stream().mapToDouble(v -> v).max().orElse(1);
      double room = most > least ? (most - least) * 0.06 : StrictMath.max(1e-3, 1e-3 * most);
      return new Axis(
          least - room, most + room, logarithmic, ticks(least - room, most + room, logarithmic));
    }

    /** Round numbers between the ends, also the logarithms of round numbers. */
    private static List<Double> ticks(double from, double to, boolean logarithmic) {
      if (logarithmic) {
        List<Double> ticks = new ArrayList<>();
        for (double step : new double[] {0, StrictMath.log10(2), StrictMath.log10(5)}) {
          boolean finer = step > 0 && to - from > 2;
          for (double t = StrictMath.floor(from); t <= to && !finer; t++) {
            if (t + step >= from && t + step <= to) {
              ticks.add(StrictMath.pow(10, t + step));
            }
          }
        }
        if (ticks.size() > 1) {
          return ticks;
        }
        return ticks(StrictMath.pow(10, from), StrictMath.pow(10, to), false);
      }
      double step = step((to - from) / MOST_TICKS);
      List<Double> ticks = new ArrayList<>();
      for (double t = StrictMath.ceil(from / step) * step; t <= to; t += step) {
        ticks.add(t);
      }
      return ticks;
    }

    private static double step(double least) {
      double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(least)));
      for (int times : new int[] {1, 2, 5}) {
        if (power * times >= least) {
          return power * times;
        }
      }
      return 10 * power;
    }

    /** What is not positive lies at the foot of a logarithmic axis. */
    double place(double value, double foot, double head) {
      boolean below = logarithmic && !(value > 0);
      double scaled = below ? from : logarithmic ? StrictMath.log10(value) : value;
      double share = StrictMath.max(0, StrictMath.min(1, (scaled - from) / (to - from)));
      return foot + (head - foot) * share;
    }

    static String label(double tick) {
      String text = String.format(Locale.ROOT, "%.4g", tick);
      if (text.contains("e") || !text.contains(".")) {
        return text.replaceFirst("\\.?0+e", "e");
      }
      return text.replaceFirst("\\.?0+$", "");
    }
  }
}
