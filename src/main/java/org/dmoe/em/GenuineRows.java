package org.dmoe.em;

import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.search.Solution;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;

/**
 * Rows that are not noise beside one linear expert: where the search for several looks. Wild rows
 * would have an expert of their own there.
 */
final class GenuineRows {

  private GenuineRows() {}

  /**
   * @param line one linear expert with noise
   * @return all rows where most would be noise
   */
  static Observations of(StandardisedRows rows, Solution line) {
    Observations all = rows.observations();
    MixtureOfExperts model = rows.units().toUsersUnits(line.ascent().theta(), line.layout());
    Noise noise = model.noise().orElseThrow();
    MixtureOfExperts expert = model.withNoise(Optional.empty());
    Observations.Builder genuine = Observations.builder(all.dimension());
    double[] x = new double[all.dimension()];
    int kept = 0;
    for (int i = 0; i < all.rows(); i++) {
      all.copyRow(i, x);
      double y = all.response(i);
      if (noise.genuine(expert.logDensity(x, y), y) >= 0.5) {
        genuine.add(x, y, all.weight(i));
        kept++;
      }
    }
    return 2 * kept > all.rows() ? genuine.build() : all;
  }
}
