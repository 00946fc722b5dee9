package org.dmoe.data.row;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds wanted columns in a header. */
final class ColumnPlaces {

  /** The place of a column that is not wanted. */
  static final int NONE = -1;

  private static final int MOST_SHOWN = 20;

  private final List<String> header;
  private final Map<String, Integer> index = new HashMap<>();

  ColumnPlaces(List<String> header) {
    this.header = header;
    for (int c = 0; c < header.size(); c++) {
      index.put(header.get(c), c);
    }
  }

  /**
   * For each column of the header its place among the wanted ones, or {@link #NONE}.
   *
   * @throws IllegalArgumentException naming a column that is not there
   */
  int[] of(List<String> wanted) {
    int[] places = new int[header.size()];
    Arrays.fill(places, NONE);
    for (int j = 0; j < wanted.size(); j++) {
      places[find(wanted.get(j))] = j;
    }
    return places;
  }

  /**
   * As {@link #of}, of the covariates that are numbers; then the response, the weight and the
   * exposure.
   */
  int[] ofNumbers(ColumnSelection wanted) {
    int[] slots = of(wanted.numbers());
    if (!wanted.response().isEmpty()) {
      slots[find(wanted.response())] = wanted.numbers().size();
    }
    if (!wanted.weight().isEmpty()) {
      slots[find(wanted.weight())] = wanted.numbers().size() + 1;
    }
    if (!wanted.exposure().isEmpty()) {
      slots[find(wanted.exposure())] = wanted.numbers().size() + 2;
    }
    return slots;
  }

  private int find(String name) {
    Integer column = index.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "there is no column '%s', only %s%s"
              .formatted(name, shown(), ColumnNames.suggestion(name, header)));
    }
    return column;
  }

  private String shown() {
    int most = Math.min(MOST_SHOWN, header.size());
    String first = String.join(", ", header.subList(0, most));
    return header.size() > most ? first + ", ..." : first;
  }
}
