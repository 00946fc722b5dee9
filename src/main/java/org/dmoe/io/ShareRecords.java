package org.dmoe.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.io.avro.ShareRecord;
import org.dmoe.model.EmStatistics;

/** Statistics of local models as they are stored. */
final class ShareRecords {

  private ShareRecords() {}

  /** Nothing where there are none. */
  static List<ShareRecord> toRecords(Optional<EmStatistics> statistics) {
    List<ShareRecord> records = new ArrayList<>();
    for (int k = 0; k < statistics.map(EmStatistics::size).orElse(0); k++) {
      EmStatistics.Share share = statistics.get().share(k);
      records.add(new ShareRecord(share.mass(), list(share.mean()), list(share.scatter())));
    }
    return records;
  }

  /**
   * @throws IllegalArgumentException in one line, if they are not what statistics can be
   */
  static Optional<EmStatistics> fromRecords(List<ShareRecord> records) {
    if (records.isEmpty()) {
      return Optional.empty();
    }
    List<EmStatistics.Share> shares = new ArrayList<>();
    for (ShareRecord record : records) {
      try {
        shares.add(
            new EmStatistics.Share(
                record.getMass(), array(record.getMean()), array(record.getScatter())));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "statistics of expert %d: %s".formatted(shares.size() + 1, e.getMessage()), e);
      }
    }
    return Optional.of(EmStatistics.of(shares));
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}
