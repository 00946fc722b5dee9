package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.dmoe.table.out.AvroNames;

/** The columns of Avro records. */
final class AvroColumns {

  private AvroColumns() {}

  /**
   * @throws IllegalArgumentException if it is no schema of records, or two columns have one name
   */
  static TableSchema of(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException("the file holds no records but " + describe(schema));
    }
    List<String> names = new ArrayList<>();
    Map<String, String> unreadable = new HashMap<>();
    for (Schema.Field field : schema.getFields()) {
      String name = AvroNames.column(field);
      names.add(name);
      if (!isReadable(field.schema())) {
        unreadable.put(name, describe(field.schema()));
      }
    }
    return new TableSchema(names, unreadable);
  }

  private static boolean isReadable(Schema type) {
    return switch (type.getType()) {
      case DOUBLE, FLOAT, INT, LONG, BOOLEAN, STRING, ENUM, NULL -> true;
      case UNION -> type.getTypes().stream().allMatch(AvroColumns::isReadable);
      default -> false;
    };
  }

  private static String describe(Schema type) {
    if (type.getType() == Schema.Type.UNION) {
      return "a union of " + type.getTypes().stream().map(t -> t.getType().getName()).toList();
    }
    return "values of type " + type.getType().getName().toLowerCase(Locale.ROOT);
  }
}
