package org.dmoe.em.search;

import java.util.Arrays;
import org.apache.commons.rng.sampling.CombinationSampler;
import org.dmoe.data.Observations;

/** Rows drawn without replacement, in their old order. */
public final class Subsample {

  private Subsample() {}

  /** At most size rows; all of them, without a copy, if there are not many more. */
  public static Observations of(Observations observations, int size, long seed) {
    int n = observations.rows();
    if (n <= size + size / 4) {
      return observations;
    }
    int[] drawn = new CombinationSampler(Seeds.generator(seed), n, size).sample();
    Arrays.sort(drawn);
    Observations.Builder sample = Observations.builder(observations.dimension());
    double[] x = new double[observations.dimension()];
    for (int i : drawn) {
      observations.copyRow(i, x);
      sample.add(x, observations.response(i), observations.weight(i), observations.exposure(i));
    }
    return sample.build();
  }
}
