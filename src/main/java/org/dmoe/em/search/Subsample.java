package org.dmoe.em.search;

import java.util.Arrays;
import java.util.Random;
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
    Observations.Builder sample = Observations.builder(observations.dimension());
    double[] x = new double[observations.dimension()];
    for (int i : draw(n, size, new Random(seed))) {
      observations.copyRow(i, x);
      sample.add(x, observations.response(i), observations.weight(i));
    }
    return sample.build();
  }

  /** Floyd's algorithm would save memory; a permuted index is simpler and small beside the rows. */
  private static int[] draw(int n, int size, Random random) {
    int[] index = new int[n];
    Arrays.setAll(index, i -> i);
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(n - i);
      int row = index[other];
      index[other] = index[i];
      index[i] = row;
    }
    int[] drawn = Arrays.copyOf(index, size);
    Arrays.sort(drawn);
    return drawn;
  }
}
