package org.dmoe.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers against places of a picture.
 *
 * @param from lower end, a logarithm if so
 * @param to upper end
 */
record Axis(double from, double to, boolean logarithmic, List<Double> ticks) {

  private static final int MOST_TICKS = 6;

  /** Room beyond the values, as a share of their span. */
  private static final double ROOM = 0.06;

  /** Powers of ten; between few of them their double and their fivefold have ticks too. */
  private static final int FEW_POWERS = 2;

  static Axis over(List<Double> values, boolean logarithmic) {
    List<Double> scaled =
        values.stream()
            .filter(v -> !logarithmic || v > 0)
            .map(v -> logarithmic ? StrictMath.log10(v) : v)
            .toList();
    double least = scaled.stream().mapToDouble(v -> v).min().orElse(0);
    double most = scaled.stream().mapToDouble(v -> v).max().orElse(1);
    double room = most > least ? (most - least) * ROOM : StrictMath.max(1e-3, 1e-3 * most);
    double from = least - room;
    double to = most + room;
    return new Axis(from, to, logarithmic, logarithmic ? powers(from, to) : steps(from, to));
  }

  /** Round numbers between the ends. */
  private static List<Double> steps(double from, double to) {
    double step = step((to - from) / MOST_TICKS);
    List<Double> ticks = new ArrayList<>();
    for (double i = StrictMath.ceil(from / step); i * step <= to; i++) {
      ticks.add(i * step + 0.0); // -0 becomes 0
    }
    return ticks;
  }

  /** Round numbers between the ends, which are logarithms. */
  private static List<Double> powers(double from, double to) {
    List<Double> ticks = new ArrayList<>();
    int[] multiples = to - from > FEW_POWERS ? new int[] {1} : new int[] {1, 2, 5};
    for (int multiple : multiples) {
      double shift = StrictMath.log10(multiple);
      for (double t = StrictMath.ceil(from - shift); t + shift <= to; t++) {
        ticks.add(multiple * StrictMath.pow(10, t));
      }
    }
    return ticks.size() > 1 ? ticks : steps(StrictMath.pow(10, from), StrictMath.pow(10, to));
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
    String text = String.format(Locale.ROOT, "%.6g", tick);
    if (text.contains("e") || !text.contains(".")) {
      return text.replaceFirst("\\.?0+e", "e");
    }
    return text.replaceFirst("\\.?0+$", "");
  }
}
