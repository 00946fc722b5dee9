package org.dmoe.mapreduce.job;

/**
 * When to ask a job how far it is: at an interval, but seldom enough that asking takes at most a
 * twentieth of the time. The local runner adds the counters of all tasks up each time.
 */
final class Polling {

  private static final long SHARE = 20;

  private final long interval;
  private long due;

  /**
   * @param interval from the end of one look to the next
   * @param now when the first look is due
   */
  Polling(long interval, long now) {
    this.interval = interval;
    this.due = now;
  }

  boolean isDue(long now) {
    return now - due >= 0;
  }

  void looked(long start, long end) {
    due = end + Math.max(interval, (SHARE - 1) * (end - start));
  }
}
