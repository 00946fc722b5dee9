package org.dmoe.io;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.io.avro.EqualRecord;
import org.dmoe.model.Design;

/** What all experts share, as files have it: features by their names. */
final class EqualRecords {

  private EqualRecords() {}

  /** Null where experts share nothing. */
  static EqualRecord toRecord(Design design, int dimension, List<String> features) {
    if (!design.isShared()) {
      return null;
    }
    List<String> equal = new ArrayList<>();
    for (int j = 1; j <= dimension; j++) {
      if (design.isEqual(j)) {
        equal.add(name(features, j));
      }
    }
    return new EqualRecord(equal, design.hasEqualVariance());
  }

  /**
   * @param record null where experts share nothing
   * @throws IllegalArgumentException naming a feature that is not there, or not in the experts
   */
  static Design applied(EqualRecord record, Design design, int dimension, List<String> features) {
    if (record == null) {
      return design;
    }
    boolean[] equal = new boolean[dimension];
    for (String feature : record.getFeatures()) {
      int place = 0;
      for (int j = 1; j <= dimension; j++) {
        place = name(features, j).equals(feature) ? j : place;
      }
      if (place == 0) {
        throw new IllegalArgumentException("equal: there is no feature '%s'".formatted(feature));
      }
      equal[place - 1] = true;
    }
    return design.withEqual(equal, record.getVariance());
  }

  private static String name(List<String> features, int j) {
    return features.isEmpty() ? Integer.toString(j) : features.get(j - 1);
  }
}
