package org.dmoe.table;

import java.util.Locale;

/**
 * Numbers in the digits 0 to 9 whatever the language of the machine. Hadoop writes numbers of jobs
 * and of output files in the digits of Java's default locale and does not find them again; our own
 * lines are to be the same everywhere.
 */
public final class PlainDigits implements AutoCloseable {

  private final Locale before = Locale.getDefault(Locale.Category.FORMAT);

  private PlainDigits() {
    set();
  }

  /** From here until it is closed. */
  public static PlainDigits use() {
    return new PlainDigits();
  }

  /** For the rest of a process, as a task's. */
  public static void set() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  @Override
  public void close() {
    Locale.setDefault(Locale.Category.FORMAT, before);
  }
}
