package org.dmoe.cli;

import java.util.Locale;
import java.util.function.Supplier;

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

  /**
   * What a builder makes of what was typed.
   *
   * @throws UsageException with the builder's message if it refuses
   */
  static <T> T built(Supplier<T> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
