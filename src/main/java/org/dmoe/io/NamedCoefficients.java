package org.dmoe.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Coefficients of a model's JSON that are given by the names of their terms. They wait until the
 * model's features are known, whose order they get.
 */
final class NamedCoefficients {

  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param values empty until {@link #settle}
   */
  private record Entry(String where, Map<String, Double> byName, List<Object> values) {}

  /**
   * @param where they stand, for complaints
   * @return the values, once the features are known
   */
  List<Object> add(String where, Map<String, Double> byName) {
    Entry entry = new Entry(where, new LinkedHashMap<>(byName), new ArrayList<>());
    entries.add(entry);
    return entry.values();
  }

  /**
   * Puts all coefficients into the features' order.
   *
   * @param features as the model names them; if it does not, the first coefficients do
   * @return the features
   * @throws IllegalArgumentException if coefficients are of other terms
   */
  List<String> settle(List<String> features) {
    if (entries.isEmpty()) {
      return features;
    }
    List<String> order =
        features.isEmpty() ? List.copyOf(entries.get(0).byName().keySet()) : features;
    entries.forEach(entry -> settle(entry, order));
    return order;
  }

  private static void settle(Entry entry, List<String> order) {
    for (String feature : order) {
      Double value = entry.byName().get(feature);
      if (value == null) {
        throw new IllegalArgumentException("%s has no '%s'".formatted(entry.where(), feature));
      }
      entry.values().add(value);
    }
    for (String name : entry.byName().keySet()) {
      if (!order.contains(name)) {
        throw new IllegalArgumentException(
            "%s has '%s', which is not a feature".formatted(entry.where(), name));
      }
    }
  }
}
