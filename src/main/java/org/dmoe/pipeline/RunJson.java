package org.dmoe.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.run.RunDirectory;

/** JSON files of a run directory, and what several commands write there. */
final class RunJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunJson() {}

  static void write(RunDirectory run, String name, Object value) throws IOException {
    try (OutputStream out = run.create(name)) {
      JSON.writeValue(out, value);
    }
  }

  /** What became of the local models. */
  static List<Map<String, Object>> locals(StoredModel model) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (LocalShareRecord local :
        model.aggregation().map(AggregationRecord::getLocals).orElse(List.of())) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", local.getId());
      entry.put("status", local.getStatus());
      entry.put("share", local.getShare());
      entry.put("cost", Double.isNaN(local.getCost()) ? null : local.getCost());
      list.add(entry);
    }
    return list;
  }
}
