package org.dmoe.cli;

import java.util.List;
import java.util.Locale;
import org.apache.hadoop.mapreduce.TaskType;
import org.dmoe.pipeline.FitForecast;
import org.dmoe.pipeline.Machine;

/** A dry run on the console. */
final class FitForecastText {

  private static final int MOST_MACHINES = 32;
  private static final double MB = 1 << 20;

  private FitForecastText() {}

  static String of(FitForecast forecast) {
    StringBuilder text = new StringBuilder();
    forecast.tables().forEach(line -> text.append(line).append('\n'));
    text.append(String.format(Locale.ROOT, "rows: about %,d%n", forecast.rows()));
    text.append("start of local fits: ").append(forecast.start()).append('\n');
    if (!forecast.shared().isEmpty()) {
      text.append("equal in all experts: ").append(String.join(", ", forecast.shared()));
      text.append('\n');
    }
    text.append(machines(forecast)).append("\n\n");
    text.append(tasks(forecast)).append("\n\n");
    text.append("would write ").append(forecast.output()).append(" with ");
    text.append(String.join(", ", forecast.written())).append('\n');
    forecast.warnings().forEach(line -> text.append("warning: ").append(line).append('\n'));
    return text.append("dry run: nothing was run or written").toString();
  }

  private static String machines(FitForecast forecast) {
    List<Machine> machines = forecast.machines();
    if (forecast.isByColumn()) {
      return "machines: one for each value of the column (%s), known when rows are divided"
          .formatted(forecast.partition());
    }
    String head =
        "machines: %d (--partition %s)\n\n"
            .formatted(machines.size(), forecast.partition().toLowerCase(Locale.ROOT));
    TextTable table = new TextTable("machine", "input MB", "rows, about", "heap MB");
    for (Machine machine : machines.subList(0, Math.min(MOST_MACHINES, machines.size()))) {
      table.row(
          machine.name(),
          machine.bytes() == 0 ? "-" : megabytes(machine.bytes()),
          String.format(Locale.ROOT, "%,d", machine.rows()),
          megabytes(machine.heap()));
    }
    int more = machines.size() - MOST_MACHINES;
    return head + table + (more > 0 ? "\n... and " + more + " more" : "");
  }

  private static String tasks(FitForecast forecast) {
    TextTable table = new TextTable("task", "needs heap MB", "has now MB");
    if (forecast.hasPilot()) {
      table.row("pilot", megabytes(forecast.pilotHeap()), has(forecast, TaskType.REDUCE));
    }
    if (!forecast.isByColumn()) {
      table.row("largest local fit", megabytes(forecast.localHeap()), has(forecast, TaskType.MAP));
      table.row(
          "aggregation", megabytes(forecast.aggregationHeap()), has(forecast, TaskType.REDUCE));
      return table.toString();
    }
    return table.row("any local fit", "not known yet", has(forecast, TaskType.MAP)).toString();
  }

  private static String has(FitForecast forecast, TaskType type) {
    return megabytes(forecast.has(type));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / MB);
  }
}
