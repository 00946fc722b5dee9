package org.dmoe.paper;

import java.util.Locale;

/** Lines, dots and text of a picture. */
final class Svg {

  private static final int RADIUS = 3;

  private final StringBuilder out = new StringBuilder();

  /**
   * @param width in pixels
   * @param title for those who do not see it
   */
  Svg(int width, int height, String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">",
        width, height, width, height);
    add("<title>%s</title>", escape(title));
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** A thin one without dashes. */
  void line(double x1, double y1, double x2, double y2, String colour) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1, y1, x2, y2, colour);
  }

  /**
   * @param points x,y each, a blank between
   * @param dashes lengths of dash and gap; none if empty
   */
  void path(String points, String colour, String dashes) {
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" stroke-dasharray=\"%s\"/>",
        points, colour, dashes);
  }

  void dot(double x, double y, String colour) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\"/>", x, y, RADIUS, colour);
  }

  /**
   * @param anchor what of the text is at x: start, middle or end
   */
  void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(text));
  }

  void heading(double x, double y, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" font-weight=\"bold\">%s</text>", x, y, escape(text));
  }

  /** Upwards by some degrees, to its end at x, y. */
  void slanted(double x, double y, int degrees, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" transform=\"rotate(-%d %.1f %.1f)\">%s</text>",
        x, y, degrees, x, y, escape(text));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return out + "</svg>\n";
  }
}
