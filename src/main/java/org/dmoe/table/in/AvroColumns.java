package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.dmoe.table.out.AvroNames;

/** The columns of Avro records. */
final class AvroColumns {

  private static final String LOGICAL_TYPE = "logicalType";

  private AvroColumns() {}

  /**
   * @throws IllegalArgumentException if it is no schema of records, or two columns have one name
   */
  static TableSchema of(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException("the file does not hold records but " + describe(schema));
    }
    List<String> names = new ArrayList<>();
    Map<String, String> unreadable = new HashMap<>();
    Map<String, TimeType> times = new HashMap<>();
    Set<String> numbers = new HashSet<>();
    for (Schema.Field field : schema.getFields()) {
      String name = AvroNames.column(field);
      names.add(name);
      if (!isReadable(field.schema())) {
        unreadable.put(name, describe(field.schema()));
      }
      if (branches(field.schema()).stream().noneMatch(AvroColumns::isTextOrTime)) {
        numbers.add(name);
      }
      branches(field.schema()).stream()
          .flatMap(type -> time(type).stream())
          .forEach(type -> times.put(name, type));
    }
    return new TableSchema(names, unreadable, times, numbers);
  }

  private static boolean isTextOrTime(Schema type) {
    return type.getType() == Schema.Type.STRING || time(type).isPresent();
  }

  private static List<Schema> branches(Schema type) {
    return type.getType() == Schema.Type.UNION ? type.getTypes() : List.of(type);
  }

  /** What a type of dates or times holds; names that Avro itself does not know count too. */
  static Optional<TimeType> time(Schema type) {
    String logical = type.getProp(LOGICAL_TYPE);
    if (logical == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (type.getType()) {
          case INT -> timeOfInt(logical);
          case LONG -> timeOfLong(logical);
          default -> null;
        });
  }

  private static TimeType timeOfInt(String logical) {
    return switch (logical) {
      case "date" -> TimeType.date();
      case "time-millis" -> TimeType.time(TimeType.MILLIS);
      default -> null;
    };
  }

  private static TimeType timeOfLong(String logical) {
    return switch (logical) {
      case "time-micros" -> TimeType.time(TimeType.MICROS);
      case "timestamp-millis" -> TimeType.timestamp(TimeType.MILLIS, true);
      case "timestamp-micros" -> TimeType.timestamp(TimeType.MICROS, true);
      case "timestamp-nanos" -> TimeType.timestamp(TimeType.NANOS, true);
      case "local-timestamp-millis" -> TimeType.timestamp(TimeType.MILLIS, false);
      case "local-timestamp-micros" -> TimeType.timestamp(TimeType.MICROS, false);
      case "local-timestamp-nanos" -> TimeType.timestamp(TimeType.NANOS, false);
      default -> null;
    };
  }

  /** Digits after the point of a type of decimals. */
  static OptionalInt scale(Schema type) {
    return type.getLogicalType() instanceof LogicalTypes.Decimal decimal
        ? OptionalInt.of(decimal.getScale())
        : OptionalInt.empty();
  }

  private static boolean isReadable(Schema type) {
    return switch (type.getType()) {
      case DOUBLE, FLOAT, INT, LONG, BOOLEAN, STRING, ENUM, NULL -> true;
      case BYTES, FIXED -> scale(type).isPresent();
      case UNION -> type.getTypes().stream().allMatch(AvroColumns::isReadable);
      default -> false;
    };
  }

  private static String describe(Schema type) {
    if ("decimal".equals(type.getProp(LOGICAL_TYPE))) {
      return "decimals whose schema names no valid precision and scale";
    }
    if (type.getType() == Schema.Type.UNION) {
      return "a union of " + type.getTypes().stream().map(t -> t.getType().getName()).toList();
    }
    return "values of type " + type.getType().getName().toLowerCase(Locale.ROOT);
  }
}
