package org.dmoe.data.row;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of columns: those that are likely meant, and those of row names. */
public final class ColumnNames {

  /** What R and pandas call the row names that they write beside the columns. */
  private static final Pattern ROW_NAMES =
      Pattern.compile("|Unnamed: 0(\\.\\d+)*|__index_level_\\d+__");

  private ColumnNames() {}

  /** Whether it is what programs call a column of row names. */
  public static boolean isRowNames(String name) {
    return ROW_NAMES.matcher(name).matches();
  }

  /** The first name that occurs a second time, if there is one. */
  public static Optional<String> repeated(List<String> names) {
    Set<String> seen = new HashSet<>();
    return names.stream().filter(name -> !seen.add(name)).findFirst();
  }

  /** A question that ends a message: which of the columns may be meant; empty where none is. */
  public static String suggestion(String name, List<String> columns) {
    String best = "";
    int least = Math.min(name.length(), Math.max(1, name.length() / 3) + 1);
    for (String column : columns) {
      int distance = distance(name.toLowerCase(Locale.ROOT), column.toLowerCase(Locale.ROOT));
      if (distance < least && !column.isEmpty()) {
        least = distance;
        best = column;
      }
    }
    return best.isEmpty() ? "" : " (did you mean '" + best + "'?)";
  }

  /** Letters to insert, delete or replace (Wagner and Fischer 1974, J. ACM 21, 168-173). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
