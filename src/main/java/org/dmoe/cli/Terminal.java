package org.dmoe.cli;

import java.io.Console;

/** The terminal that messages go to, if they do. */
final class Terminal {

  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 20;

  /** Said by scripts/dmoe, which can ask of the stream of messages alone. */
  private static final String KNOWN = "dmoe.terminal";

  private Terminal() {}

  static boolean isThere() {
    String known = System.getProperty(KNOWN);
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return !dumb && (known == null ? isConsole(System.console()) : known.equals("true"));
  }

  /** From Java 22 on there is a console without a terminal too, which says so. */
  private static boolean isConsole(Console console) {
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Columns. */
  static int width() {
    try {
      int width = Integer.parseInt(String.valueOf(System.getenv("COLUMNS")));
      return Math.max(NARROWEST, width - 1);
    } catch (NumberFormatException e) {
      return USUAL_WIDTH - 1;
    }
  }
}
