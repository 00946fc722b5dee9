package org.dmoe.paper;

import java.util.ArrayList;
import java.util.List;

/**
 * One run: what is run again or not at all.
 *
 * @param replicate from 1, the seed of its data and of its fits
 */
record Cell(Setting setting, int replicate) {

  /** Name of its files. */
  String key() {
    List<String> parts = new ArrayList<>(setting.values());
    parts.add("" + replicate);
    return String.join("-", parts);
  }

  /** The same for cells of the same rows on the same machines' files. */
  String dataKey() {
    List<String> parts =
        new ArrayList<>(
            List.of(
                setting.kind(),
                "" + setting.dimension(),
                "" + setting.experts(),
                "" + setting.rows()));
    if (setting.sizes() != MachineSizes.EQUAL) {
      parts.addAll(List.of("" + setting.machines(), setting.sizes().label()));
    }
    parts.add("" + replicate);
    return String.join("-", parts);
  }
}
