package org.dmoe.cli;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dmoe.mapreduce.job.JobProgress;

/**
 * One line a stage, in its place: bar, percentage, rows and their rate, time left, and what the
 * tasks say of long loops. Without colours.
 */
final class BarDisplay implements ProgressDisplay {

  private static final int MILLIS = 250;
  private static final long UNKNOWN = -1;

  /** Below it there is room for the bar, the percentage and the rows alone. */
  private static final int WIDE = 60;

  /** Of a stage that ends as soon as it has begun. */
  private static final String NO_RATE = " ? rows/s";

  private static final String CLEAR = "\r\033[K";

  /** The stage whose rows are others than those that all other stages of a fit read. */
  private static final String OF_OTHER_ROWS = "evaluate";

  private final PrintStream err;
  private final long start;
  private final int width;
  private volatile boolean open;
  private volatile boolean ending;
  private ProgressBar bar;
  private String stage = "";
  private long rowsOfRun = UNKNOWN;

  /**
   * @param width of the terminal in columns
   */
  BarDisplay(PrintStream err, long start, int width) {
    this.err = err;
    this.start = start;
    this.width = width;
  }

  @Override
  public synchronized void say(String line) {
    err.print(CLEAR);
    err.println(PlainDisplay.line(start, line));
    err.flush();
  }

  @Override
  public synchronized boolean show(String name, JobProgress progress) {
    if (bar == null || !stage.equals(name)) {
      end();
      begin(name);
    }
    long rows = progress.rows() + progress.rowsWritten();
    bar.maxHint(progress.ended() ? rows : expected(rows, progress));
    bar.stepTo(rows);
    bar.setExtraMessage(isWide() ? message(progress) : "");
    bar.refresh();
    if (progress.ended()) {
      if (!name.equals(OF_OTHER_ROWS)) {
        rowsOfRun = rows;
      }
      end();
    }
    return true;
  }

  private void begin(String name) {
    stage = name;
    open = true;
    ending = false;
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(UNKNOWN)
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" rows", 1)
            .setUpdateIntervalMillis(MILLIS)
            .continuousUpdate()
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, width));
    if (isWide()) {
      builder.showSpeed(new DecimalFormat("#,##0"));
    } else {
      builder.hideEta();
    }
    bar = builder.build();
  }

  private boolean isWide() {
    return width >= WIDE;
  }

  /** By the fraction that is done, or by the rows that an earlier stage has read. */
  private long expected(long rows, JobProgress progress) {
    double fraction = progress.fraction().orElse(0);
    if (rows > 0 && fraction > 0) {
      return Math.max(rows, Math.round(rows / fraction));
    }
    boolean known = rowsOfRun >= Math.max(1, rows) && !stage.equals(OF_OTHER_ROWS);
    return known ? rowsOfRun : UNKNOWN;
  }

  private static String message(JobProgress progress) {
    String models =
        progress.localModels() == 0
            ? ""
            : "%d of %d local models".formatted(progress.localModels(), progress.maps());
    Optional<String> status = progress.status();
    String all = models + status.map(text -> models.isEmpty() ? text : ", " + text).orElse("");
    return all.isEmpty() ? "" : ", " + all;
  }

  /** The library's own thread may come once more when the stage's line is done. */
  private void draw(String line) {
    if (open) {
      err.print(CLEAR + shown(line));
      err.flush();
    }
  }

  /** The library has no bar without the time. */
  private String shown(String line) {
    if (!isWide()) {
      return line.replaceFirst(" \\(.*", "");
    }
    return ending ? line.replace(NO_RATE, "") : line;
  }

  @Override
  public synchronized void end() {
    if (bar != null) {
      ending = true;
      bar.close();
      open = false;
      bar = null;
      err.println();
      err.flush();
    }
  }
}
