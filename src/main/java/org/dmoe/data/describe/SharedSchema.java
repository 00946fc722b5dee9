package org.dmoe.data.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dmoe.data.row.ColumnNames;

/**
 * Columns that several sites read in the same way, so that their models have the same covariates.
 *
 * @param name as users know it: the file it was read from
 * @param rows that it was made of
 * @param columns in their order
 */
public record SharedSchema(String name, long rows, List<SharedColumn> columns) {

  /** Of a column of text that is taken as a category without being named. */
  public static final int MOST_LEVELS = 50;

  /**
   * @throws IllegalArgumentException if a column is there twice or there is none
   */
  public SharedSchema {
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("it has no columns");
    }
    if (rows < 0) {
      throw new IllegalArgumentException("its number of rows is negative");
    }
    ColumnNames.repeated(columns.stream().map(SharedColumn::name).toList())
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException("column '" + twice + "' is there twice");
            });
  }

  /**
   * What columns were declared to be.
   *
   * @param categories columns of numbers or texts that are categories
   * @param levels of some of them, in order
   * @param units by the columns' names
   */
  public record Declarations(
      Set<String> categories, Map<String, List<String>> levels, Map<String, String> units) {

    public Declarations {
      categories = Set.copyOf(categories);
      levels = Map.copyOf(levels);
      units = Map.copyOf(units);
    }
  }

  /**
   * The schema of a table that was described. Columns of text with at most {@link #MOST_LEVELS}
   * levels are categories without being declared.
   *
   * @throws IllegalArgumentException if a declared category has too many levels, or one that is not
   *     among those declared
   */
  public static SharedSchema of(TableDescription table, Declarations declared) {
    List<SharedColumn> columns = new ArrayList<>();
    for (ColumnDescription column : table.columns()) {
      columns.add(shared(column, declared));
    }
    return new SharedSchema("", table.rows(), columns);
  }

  private static SharedColumn shared(ColumnDescription column, Declarations declared) {
    String unit = declared.units().getOrDefault(column.name(), "");
    boolean few = !column.manyLevels() && column.levels().size() <= MOST_LEVELS;
    boolean isDeclared = declared.categories().contains(column.name()) && column.count() > 0;
    if (isDeclared || (column.type().equals(SharedColumn.TEXT) && few)) {
      return SharedColumn.category(column, levels(column, declared.levels().get(column.name())));
    }
    return column.isNumber()
        ? SharedColumn.number(column, unit)
        : SharedColumn.of(column, column.type(), Map.of(), unit);
  }

  private static Map<String, Long> levels(ColumnDescription column, List<String> given) {
    if (column.manyLevels()) {
      throw new IllegalArgumentException(
          "--categorical: column '" + column.name() + "' has too many levels to be a category");
    }
    if (given == null) {
      return column.levels();
    }
    Map<String, Long> levels = new LinkedHashMap<>();
    given.forEach(level -> levels.put(level, column.levels().getOrDefault(level, 0L)));
    List<String> others =
        column.levels().keySet().stream().filter(level -> !levels.containsKey(level)).toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "--levels %s: the rows have %s too".formatted(column.name(), quoted(others)));
    }
    return levels;
  }

  public SharedSchema withName(String other) {
    return new SharedSchema(other, rows, columns);
  }

  public List<String> names() {
    return columns.stream().map(SharedColumn::name).toList();
  }

  /** Columns whose values are kept as they are written. */
  public List<String> texts() {
    return columns.stream()
        .filter(column -> column.isCategory() || column.isText())
        .map(SharedColumn::name)
        .toList();
  }

  public Optional<SharedColumn> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  /**
   * One schema of all sites: levels united, counts added, means pooled; columns in the order of
   * this one.
   *
   * @throws IllegalArgumentException naming the columns that one of them lacks or has of another
   *     type
   */
  public SharedSchema plus(SharedSchema that) {
    requireAll(that);
    that.requireAll(this);
    List<SharedColumn> sums = new ArrayList<>();
    List<String> differ = new ArrayList<>();
    for (SharedColumn mine : columns) {
      SharedColumn other = that.column(mine.name()).orElseThrow();
      if (mine.goesWith(other)) {
        sums.add(mine.plus(other));
      } else {
        differ.add("'%s' (%s, there %s)".formatted(mine.name(), other.type(), mine.type()));
      }
    }
    if (!differ.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: columns of other types than in %s: %s; 'describe --categorical' or '--levels' at each site makes categories of them"
              .formatted(that.name, name, String.join(", ", differ)));
    }
    return new SharedSchema(name, rows + that.rows, sums);
  }

  private void requireAll(SharedSchema that) {
    List<String> absent = new ArrayList<>(that.names());
    absent.removeAll(names());
    if (!absent.isEmpty()) {
      throw new IllegalArgumentException(
          "%s lacks columns that %s has: %s; 'describe --features' at each site chooses the same"
              .formatted(name, that.name, quoted(absent)));
    }
  }

  /** Names for a message. */
  public static String quoted(List<String> names) {
    return "'" + String.join("', '", names) + "'";
  }
}
