package org.dmoe.mapreduce.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.dmoe.evaluate.Metrics;

/** Metrics as one line of JSON; numbers come back to the last bit. */
final class MetricsLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricsLines() {}

  static String write(Metrics metrics) throws JsonProcessingException {
    return JSON.writeValueAsString(metrics);
  }

  static Metrics read(String line) throws JsonProcessingException {
    return JSON.readValue(line, Metrics.class);
  }
}
