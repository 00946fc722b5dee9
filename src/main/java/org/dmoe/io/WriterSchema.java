package org.dmoe.io;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The schema that a file says it was written with, checked before it is believed. */
final class WriterSchema {

  /** A record cannot make the decoder visit more fields than this. */
  private static final long MOST_FIELDS = 10_000;

  private static final int DEEPEST = 64;

  private WriterSchema() {}

  /**
   * @param wanted the record that is read
   * @param what it stands for, in words
   * @throws IOException if it is no schema of that record, refers to itself or is absurdly large
   */
  static Schema parse(String json, Schema wanted, String what) throws IOException {
    requireShallow(json);
    Schema schema = new Schema.Parser().parse(json);
    boolean same = schema.getFullName().equals(wanted.getFullName());
    if (schema.getType() != Schema.Type.RECORD || !same) {
      throw new IOException("it holds %s records, not %s".formatted(schema.getFullName(), what));
    }
    if (fields(schema, new HashMap<>()) > MOST_FIELDS) {
      throw new IOException("its schema has more than " + MOST_FIELDS + " fields");
    }
    return schema;
  }

  private static void requireShallow(String json) throws IOException {
    int depth = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new IOException("its schema is nested deeper than " + DEEPEST);
      }
    }
  }

  /**
   * Fields that one value can lead to, saturated; known maps a record to that, or to null inside.
   */
  private static long fields(Schema schema, Map<String, Long> known) throws IOException {
    return switch (schema.getType()) {
      case RECORD -> recordFields(schema, known);
      case ARRAY -> 1 + fields(schema.getElementType(), known);
      case MAP -> 1 + fields(schema.getValueType(), known);
      case UNION -> {
        long sum = 1;
        for (Schema branch : schema.getTypes()) {
          sum += fields(branch, known);
        }
        yield sum;
      }
      default -> 1;
    };
  }

  private static long recordFields(Schema schema, Map<String, Long> known) throws IOException {
    String name = schema.getFullName();
    if (known.containsKey(name)) {
      Long fields = known.get(name);
      if (fields == null) {
        throw new IOException("its schema refers to itself: " + name);
      }
      return fields;
    }
    known.put(name, null);
    long sum = 1;
    for (Schema.Field field : schema.getFields()) {
      sum = Math.min(sum + fields(field.schema(), known), MOST_FIELDS + 1);
    }
    known.put(name, sum);
    return sum;
  }
}
