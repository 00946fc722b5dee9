package org.dmoe.data.row;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which columns of a file are read and as what; one column may be read as number and as text.
 *
 * @param numbers covariates that are numbers, in the order in which they are wanted
 * @param response a number too; none if empty
 * @param weight a number that is not negative; none if empty
 * @param texts columns kept as they are written, in the order in which they are wanted
 * @param times columns of dates or times that are kept as seconds where they are kept as texts; a
 *     text there must be one of ISO 8601
 * @param seconds columns of seconds since 1970 in which a date or time of ISO 8601 may stand too
 * @param constants texts of columns that are the same in all rows; those of the file itself go
 *     before them
 * @param exposure a number that the response counts within; none if empty
 */
public record ColumnSelection(
    List<String> numbers,
    String response,
    String weight,
    List<String> texts,
    Set<String> times,
    Set<String> seconds,
    Map<String, String> constants,
    String exposure) {

  public ColumnSelection {
    numbers = List.copyOf(numbers);
    texts = List.copyOf(texts);
    times = Set.copyOf(times);
    seconds = Set.copyOf(seconds);
    constants = Map.copyOf(constants);
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(exposure, "exposure");
  }

  /** Without constants; dates and times that are kept as texts are written by ISO 8601. */
  public ColumnSelection(List<String> numbers, String response, String weight, List<String> texts) {
    this(numbers, response, weight, texts, Set.of(), Set.of(), Map.of(), "");
  }

  public ColumnSelection withTimes(Set<String> columns) {
    return new ColumnSelection(
        numbers, response, weight, texts, columns, seconds, constants, exposure);
  }

  public ColumnSelection withSeconds(Set<String> columns) {
    return new ColumnSelection(
        numbers, response, weight, texts, times, columns, constants, exposure);
  }

  public ColumnSelection withConstants(Map<String, String> values) {
    return new ColumnSelection(numbers, response, weight, texts, times, seconds, values, exposure);
  }

  public ColumnSelection withExposure(String column) {
    return new ColumnSelection(numbers, response, weight, texts, times, seconds, constants, column);
  }

  /** A row that takes what is read. */
  public ParsedRow newRow() {
    return new ParsedRow(numbers.size(), texts.size());
  }
}
