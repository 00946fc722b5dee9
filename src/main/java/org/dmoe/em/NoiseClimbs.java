package org.dmoe.em;

import java.util.Optional;
import java.util.function.Function;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.search.Solution;
import org.dmoe.model.Noise;

/**
 * Climbs to a maximum in the noise too. A climb holds it; between climbs it is what EM makes of it,
 * so that the likelihood does not fall.
 *
 * @param given that of a start, whose density all machines keep; only its share is found
 */
record NoiseClimbs(Optional<Noise> given) {

  /** In standard units, where nothing is known of it. */
  private static final Noise FIRST = new Noise(0.05, 0, 3);

  /** In standard units: what is narrower than the response may be an expert's. */
  private static final double LEAST_SCALE = 1;

  private static final int MOST_CLIMBS = 50;

  /** Change from which on it has settled: of the share, and of the density in its scales. */
  private static final double SETTLED_SHARE = 1e-7;

  private static final double SETTLED_DENSITY = 1e-4;

  /** From parameters to the optimum above them. */
  interface Climb {
    Solution from(double[] theta);
  }

  /** With which to begin, in standard units; a response that is constant has none. */
  Optional<Noise> first(StandardUnits units) {
    return units.responseConstant()
        ? Optional.empty()
        : given.map(units::toStandardUnits).or(() -> Optional.of(FIRST));
  }

  /**
   * Climbs on until the noise stays as it is.
   *
   * @param end of a climb; the same is the result where its layout has no noise
   * @param climbs for layouts that differ in their noise
   */
  Solution settled(Solution end, Function<ParameterLayout, Climb> climbs) {
    Solution settled = end;
    for (int i = 0; i < MOST_CLIMBS && settled.noise().isPresent(); i++) {
      Noise noise = settled.layout().design().noise().orElseThrow();
      Noise next = next(noise, settled.noise().get());
      if (isSame(noise, next)) {
        return settled;
      }
      ParameterLayout layout = settled.layout().withNoise(Optional.of(next));
      settled = climbs.apply(layout).from(settled.ascent().theta());
    }
    return settled;
  }

  private Noise next(Noise noise, Noise found) {
    return given.isPresent()
        ? noise.withShare(found.share())
        : new Noise(found.share(), found.centre(), Math.max(found.scale(), LEAST_SCALE));
  }

  private static boolean isSame(Noise a, Noise b) {
    double change = Math.max(Math.abs(a.centre() - b.centre()), Math.abs(a.scale() - b.scale()));
    return Math.abs(a.share() - b.share()) <= SETTLED_SHARE
        && change <= SETTLED_DENSITY * a.scale();
  }
}
