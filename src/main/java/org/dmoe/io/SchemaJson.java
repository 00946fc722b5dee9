package org.dmoe.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.data.describe.SharedColumn;
import org.dmoe.data.describe.SharedSchema;

/** Schemas that sites share, as JSON; what is not known is not written. */
public final class SchemaJson {

  private static final String VERSION_KEY = "dmoeSchema";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SchemaJson() {}

  public static void write(OutputStream out, SharedSchema schema) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put(VERSION_KEY, VERSION);
    root.put("rows", schema.rows());
    ArrayNode columns = root.putArray("columns");
    for (SharedColumn column : schema.columns()) {
      write(columns.addObject(), column);
    }
    out.write(JSON.writeValueAsBytes(root));
    out.write('\n');
  }

  private static void write(ObjectNode node, SharedColumn column) {
    node.put("name", column.name());
    node.put("type", column.type());
    node.put("count", column.count());
    node.put("missing", column.missing());
    if (Double.isFinite(column.mean())) {
      node.put("mean", column.mean());
    }
    if (Double.isFinite(column.sd())) {
      node.put("sd", column.sd());
    }
    if (!column.unit().isEmpty()) {
      node.put("unit", column.unit());
    }
    if (column.isCategory()) {
      ArrayNode levels = node.putArray("levels");
      column.levels().forEach((name, n) -> levels.addObject().put("name", name).put("count", n));
    }
  }

  /**
   * @param path for messages, and the schema's name
   * @throws BadFileException if it is no schema
   */
  public static SharedSchema read(InputStream in, String path) throws IOException {
    try {
      JsonNode root = JSON.readTree(in);
      if (root == null || root.path(VERSION_KEY).asInt() != VERSION) {
        throw new IllegalArgumentException("it is not a schema that 'describe --output' writes");
      }
      List<SharedColumn> columns = new ArrayList<>();
      for (JsonNode column : root.path("columns")) {
        columns.add(column(column));
      }
      return new SharedSchema(path, whole(root, "rows"), columns);
    } catch (JsonProcessingException e) {
      throw new BadFileException(path, "it is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new BadFileException(path, e.getMessage(), e);
    }
  }

  private static SharedColumn column(JsonNode node) {
    Map<String, Long> levels = new LinkedHashMap<>();
    for (JsonNode level : node.path("levels")) {
      if (levels.put(text(level, "name"), whole(level, "count")) != null) {
        throw new IllegalArgumentException(
            "column '%s': level '%s' is listed twice"
                .formatted(text(node, "name"), text(level, "name")));
      }
    }
    return new SharedColumn(
        text(node, "name"),
        text(node, "type"),
        whole(node, "count"),
        whole(node, "missing"),
        number(node, "mean"),
        number(node, "sd"),
        levels,
        node.path("unit").asText(""));
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(key + " must be a text: " + node);
    }
    return value.asText();
  }

  private static long whole(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(key + " must be a whole number");
    }
    return value.asLong();
  }

  /** NaN where it is not there. */
  private static double number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return Double.NaN;
    }
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new IllegalArgumentException(key + " must be a number");
    }
    return value.asDouble();
  }
}
