package org.dmoe.quickstart;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * The hours of one monitoring station, gaps filled.
 *
 * @param name of the station
 * @param hours one a row, each an hour after the one before
 * @param series the numeric columns by name, one value a row
 * @param windAngle in degrees from north, clockwise
 */
record Station(
    String name, List<LocalDateTime> hours, Map<String, double[]> series, double[] windAngle) {

  int rows() {
    return hours.size();
  }

  double value(String column, int row) {
    return series.get(column)[row];
  }
}
