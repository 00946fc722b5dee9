package org.dmoe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.dmoe.mapreduce.job.JobProgress;

/** An object a line, for schedulers. */
final class JsonDisplay implements ProgressDisplay {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream err;
  private final long start;

  JsonDisplay(PrintStream err, long start) {
    this.err = err;
    this.start = start;
  }

  @Override
  public void say(String line) {
    print(object().put("message", line));
  }

  @Override
  public boolean show(String stage, JobProgress progress) {
    ObjectNode object = object().put("stage", stage).put("maps", progress.maps());
    progress.fraction().ifPresent(fraction -> object.put("fraction", fraction));
    object.put("rows", progress.rows() + progress.rowsWritten());
    object.put("localModels", progress.localModels());
    progress.status().ifPresent(status -> object.put("status", status));
    print(object.put("ended", progress.ended()));
    return true;
  }

  private ObjectNode object() {
    return JSON.createObjectNode().put("seconds", (System.nanoTime() - start) / 1_000_000 * 1e-3);
  }

  private void print(ObjectNode object) {
    try {
      err.println(JSON.writeValueAsString(object));
      err.flush();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end() {}
}
