package org.dmoe.data.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is said of a table.
 *
 * @param warnings of columns that are constant, empty, mixed or combinations of others
 */
public record TableDescription(long rows, List<ColumnDescription> columns, List<String> warnings) {

  private static final int FEWEST_ROWS = 3;
  private static final int PARTNERS_SHOWN = 5;

  public TableDescription {
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param names of the columns, in order
   * @param unreadable columns beside them, with what they hold
   */
  public static TableDescription of(
      List<String> names, TableStatistics table, Map<String, String> unreadable) {
    List<ColumnDescription> columns = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      columns.add(ColumnDescription.of(names.get(c), table.column(c)));
      warn(names.get(c), table.column(c), warnings);
    }
    relations(columns, table, warnings);
    unreadable.forEach(
        (name, what) -> {
          columns.add(ColumnDescription.unreadable(name, what));
          warnings.add("column '%s' holds %s and cannot be a covariate".formatted(name, what));
        });
    return new TableDescription(table.rows(), columns, warnings);
  }

  /** With other types of some columns than those of what they hold. */
  public TableDescription withTypes(Map<String, String> types) {
    List<ColumnDescription> named =
        columns.stream().map(c -> c.withType(types.getOrDefault(c.name(), c.type()))).toList();
    return new TableDescription(rows, named, warnings);
  }

  public TableDescription withWarnings(List<String> more) {
    List<String> all = new ArrayList<>(more);
    all.addAll(warnings);
    return new TableDescription(rows, columns, all);
  }

  private static void warn(String name, ColumnStatistics column, List<String> warnings) {
    if (column.numbers() + column.texts() == 0) {
      warnings.add("column '%s' is empty".formatted(name));
    } else if (column.isConstant()) {
      warnings.add("column '%s' is constant".formatted(name));
    }
    if (column.numbers() > 0 && column.texts() > 0) {
      warnings.add(
          "column '%s' holds %d texts among %d numbers"
              .formatted(name, column.texts(), column.numbers()));
    }
  }

  private static void relations(
      List<ColumnDescription> columns, TableStatistics table, List<String> warnings) {
    List<Integer> numbers = new ArrayList<>();
    for (int c = 0; c < table.size(); c++) {
      ColumnDescription column = columns.get(c);
      if (column.isNumber() && column.missing() <= column.count() && column.min() < column.max()) {
        numbers.add(c);
      }
    }
    List<double[]> complete =
        table.sample().rows().stream().filter(row -> isComplete(row, numbers)).toList();
    if (complete.size() < Math.max(FEWEST_ROWS, numbers.size() + 2)) {
      return;
    }
    List<double[]> values = numbers.stream().map(c -> column(complete, c)).toList();
    LinearRelations.of(values)
        .forEach(
            (j, partners) ->
                warnings.add(
                    "column '%s' is a linear combination of %s"
                        .formatted(
                            columns.get(numbers.get(j)).name(),
                            shown(partners, numbers, columns))));
  }

  private static boolean isComplete(double[] row, List<Integer> columns) {
    return columns.stream().noneMatch(c -> Double.isNaN(row[c]));
  }

  private static double[] column(List<double[]> rows, int c) {
    return rows.stream().mapToDouble(row -> row[c]).toArray();
  }

  private static String shown(
      List<Integer> partners, List<Integer> numbers, List<ColumnDescription> columns) {
    List<String> names =
        partners.stream().map(p -> "'" + columns.get(numbers.get(p)).name() + "'").toList();
    String first = String.join(", ", names.subList(0, Math.min(PARTNERS_SHOWN, names.size())));
    int more = names.size() - PARTNERS_SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
