package org.dmoe.data.row;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of columns: those that are likely meant, and those of row names. */
public final class ColumnNames {

  /** What R and pandas call the row names that they write beside the columns. */
  private static final Pattern ROW_NAMES =
      Pattern.compile("|Unnamed: 0(\\.\\d+)*|__index_level_\\d+__");

  private static final int COLUMNS_SHOWN = 6;
  private static final int NAME_SHOWN = 40;

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

  /**
   * @param what the names are, for the message
   * @throws IllegalArgumentException naming the first that is not a column, and columns there are
   */
  public static void require(List<String> columns, List<String> names, String what) {
    Set<String> present = new HashSet<>(columns);
    for (String name : names) {
      if (!present.contains(name)) {
        throw new IllegalArgumentException(
            "%s '%s' is not a column of the table, whose columns are %s%s"
                .formatted(what, name, shown(columns), suggestion(name, columns)));
      }
    }
  }

  private static String shown(List<String> columns) {
    List<String> first = columns.subList(0, Math.min(COLUMNS_SHOWN, columns.size()));
    String names =
        first.stream()
            .map(
                name ->
                    "'"
                        + (name.length() <= NAME_SHOWN
                            ? name
                            : name.substring(0, NAME_SHOWN) + "...")
                        + "'")
            .collect(Collectors.joining(", "));
    int more = columns.size() - first.size();
    return more == 0 ? names : names + " and " + more + " more";
  }

  /**
   * Letters to insert, delete, replace or swap with the next (optimal string alignment: Damerau
   * 1964, Commun. ACM 7, 171-176).
   */
  private static int distance(String a, String b) {
    int[][] of = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        of[i][j] = i == 0 ? j : j == 0 ? i : nearest(of, a, b, i, j);
      }
    }
    return of[a.length()][b.length()];
  }

  /** Of the first i letters of a from the first j of b, both at least 1. */
  private static int nearest(int[][] of, String a, String b, int i, int j) {
    int replaced = of[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(of[i - 1][j], of[i][j - 1]));
    return areSwapped(a, b, i, j) ? Math.min(least, 1 + of[i - 2][j - 2]) : least;
  }

  private static boolean areSwapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
