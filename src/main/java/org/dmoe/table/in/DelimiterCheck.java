package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.io.DelimiterHint;
import org.dmoe.table.TableKey;

/** Whether columns are only missed in a CSV file because it has another delimiter. */
final class DelimiterCheck {

  private final String delimiter;
  private final List<String> wanted = new ArrayList<>();

  /** Of the columns that are named as response, features or by another role. */
  DelimiterCheck(Configuration conf) {
    delimiter = Character.toString(CsvOptions.from(conf).dialect().delimiter());
    for (TableKey key : List.of(TableKey.RESPONSE, TableKey.WEIGHT, TableKey.LABEL)) {
      key.find(conf).filter(name -> !name.isEmpty()).ifPresent(wanted::add);
    }
    wanted.addAll(TableKey.FEATURES.getList(conf));
  }

  /**
   * @param columns as they were read
   * @throws IllegalArgumentException if one is not there, but would be with another delimiter
   */
  void require(List<String> columns) {
    Set<String> absent = new LinkedHashSet<>(wanted);
    absent.removeAll(columns);
    if (!absent.isEmpty()) {
      DelimiterHint.LIKELY.stream()
          .filter(other -> !other.equals(delimiter))
          .filter(other -> mayBe(other, columns, absent))
          .findFirst()
          .ifPresent(other -> refuse(absent.iterator().next(), columns, other));
    }
  }

  private boolean mayBe(String other, List<String> columns, Collection<String> absent) {
    List<String> names =
        Pattern.compile(other, Pattern.LITERAL)
            .splitAsStream(String.join(delimiter, columns))
            .map(name -> name.replace("\"", "").strip())
            .toList();
    return names.size() > 1 && (columns.size() == 1 || names.containsAll(absent));
  }

  private static void refuse(String absent, List<String> columns, String other) {
    throw new IllegalArgumentException(
        "there is no column '%s', only %s: %s"
            .formatted(
                absent,
                columns.stream().map(name -> "'" + name.replace("\t", "<tab>") + "'").toList(),
                DelimiterHint.question(other)));
  }
}
