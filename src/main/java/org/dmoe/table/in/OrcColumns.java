package org.dmoe.table.in;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.orc.TypeDescription;

/** The columns of an ORC file. */
final class OrcColumns {

  private OrcColumns() {}

  /**
   * @throws IllegalArgumentException if it is no type of rows, or two columns have one name
   */
  static TableSchema of(TypeDescription rows) {
    if (rows.getCategory() != TypeDescription.Category.STRUCT) {
      throw new IllegalArgumentException(
          "the file does not hold rows but values of type " + rows.getCategory().getName());
    }
    List<String> names = rows.getFieldNames();
    Map<String, String> unreadable = new HashMap<>();
    Map<String, TimeType> times = new HashMap<>();
    Set<String> numbers = new HashSet<>();
    for (int c = 0; c < names.size(); c++) {
      TypeDescription type = rows.getChildren().get(c);
      if (!isReadable(type)) {
        unreadable.put(names.get(c), "values of type " + type.getCategory().getName());
      } else if (time(type) != null) {
        times.put(names.get(c), time(type));
      } else if (!isText(type)) {
        numbers.add(names.get(c));
      }
    }
    return new TableSchema(names, unreadable, times, numbers);
  }

  private static boolean isReadable(TypeDescription type) {
    return type.getCategory().isPrimitive()
        && type.getCategory() != TypeDescription.Category.BINARY;
  }

  private static boolean isText(TypeDescription type) {
    return switch (type.getCategory()) {
      case STRING, CHAR, VARCHAR -> true;
      default -> false;
    };
  }

  /** Null if it holds neither dates nor times. */
  static TimeType time(TypeDescription type) {
    return switch (type.getCategory()) {
      case DATE -> TimeType.date();
      case TIMESTAMP -> TimeType.timestamp(TimeType.NANOS, false);
      case TIMESTAMP_INSTANT -> TimeType.timestamp(TimeType.NANOS, true);
      default -> null;
    };
  }
}
