package org.dmoe.pipeline;

import java.util.Locale;

/** What requests check in common. */
final class Checks {

  private Checks() {}

  /**
   * @throws IllegalArgumentException unless the condition holds
   */
  static void that(boolean condition, String format, Object... args) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, args));
    }
  }

  static void positive(String flag, long value) {
    that(value >= 1, "%s %d: must be at least 1", flag, value);
  }
}
