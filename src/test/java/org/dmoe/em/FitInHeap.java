package org.dmoe.em;

import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.Progress;

/**
 * A process that fits simulated rows; the arguments are n, d and K, and anything for a long race.
 * Exits with 0 if it can.
 */
final class FitInHeap {

  private FitInHeap() {}

  public static void main(String[] arguments) {
    int n = Integer.parseInt(arguments[0]);
    int d = Integer.parseInt(arguments[1]);
    int K = Integer.parseInt(arguments[2]);
    Random random = new Random(1);
    Observations.Builder rows = Observations.builder(d);
    double[] x = new double[d];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        x[j] = random.nextGaussian();
        sum += x[j];
      }
      int k = random.nextInt(K);
      rows.add(x, 6 * k + (k - 1) * sum + random.nextGaussian());
    }
    FitOptions options =
        arguments.length > 3
            ? FitOptions.builder(K).starts(24).longRace(true).build()
            : FitOptions.of(K);
    FitResult result = LocalFit.fit(rows.build(), options, 1, Progress.SILENT);
    System.out.println(result.status());
  }
}
