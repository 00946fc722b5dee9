package org.dmoe.cli;

import java.util.Locale;

/** Checks of what was typed. */
final class Check {

  private Check() {}

  /**
   * @throws UsageException unless the condition holds
   */
  static void that(boolean condition, String format, Object... args) {
    if (!condition) {
      throw new UsageException(String.format(Locale.ROOT, format, args));
    }
  }
}
