package org.dmoe.data.row;

import java.util.List;
import java.util.Objects;

/**
 * Which columns of a file are read and as what; one column may be read as number and as text.
 *
 * @param numbers covariates that are numbers, in the order in which they are wanted
 * @param response a number too; none if empty
 * @param weight a number that is not negative; none if empty
 * @param texts columns kept as they are written, in the order in which they are wanted
 */
public record ColumnSelection(
    List<String> numbers, String response, String weight, List<String> texts) {

  public ColumnSelection {
    numbers = List.copyOf(numbers);
    texts = List.copyOf(texts);
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(weight, "weight");
  }

  /** A row that takes what is read. */
  public ParsedRow newRow() {
    return new ParsedRow(numbers.size(), texts.size());
  }
}
