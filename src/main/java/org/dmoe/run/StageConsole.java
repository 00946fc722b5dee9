package org.dmoe.run;

import java.util.function.Consumer;
import org.dmoe.mapreduce.job.JobConsole;
import org.dmoe.mapreduce.job.JobProgress;

/** What a stage says on the console of its run. */
final class StageConsole implements JobConsole {

  private final String stage;
  private final Consumer<String> console;
  private String last = "";

  StageConsole(String stage, Consumer<String> console) {
    this.stage = stage;
    this.console = console;
  }

  @Override
  public void accept(String line) {
    console.accept(stage + ": " + line);
  }

  @Override
  public void progress(String line, JobProgress progress) {
    boolean shown = console instanceof StageListener listener && listener.progress(stage, progress);
    if (!shown && !line.equals(last)) {
      accept(line);
    }
    last = line;
  }
}
