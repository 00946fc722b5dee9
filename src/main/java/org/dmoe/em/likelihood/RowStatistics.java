package org.dmoe.em.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.MixtureOfExperts;

/** The statistics of rows under a mixture, by one EM pass. */
public final class RowStatistics {

  private final StandardUnits units;
  private final MixturePass pass;
  private final double[] theta;

  private RowStatistics(StandardUnits units, MixturePass pass, double[] theta) {
    this.units = units;
    this.pass = pass;
    this.theta = theta;
  }

  /** In users' units, experts in the order of the mixture. */
  public static EmStatistics of(StandardisedRows rows, MixtureOfExperts mixture) {
    ParameterLayout layout =
        new ParameterLayout(rows.p(), mixture.size())
            .withNoise(mixture.noise().map(rows.units()::toStandardUnits));
    MixturePass pass = new MixturePass(rows, layout);
    double[] theta = rows.units().toStandardUnits(mixture);
    pass.run(theta, PassDepth.EM);
    return of(rows.units(), pass, theta);
  }

  /** What a pass that was run at theta, with the experts' Gram matrices, has found. */
  public static EmStatistics of(StandardUnits units, MixturePass pass, double[] theta) {
    RowStatistics statistics = new RowStatistics(units, pass, theta);
    List<EmStatistics.Share> shares = new ArrayList<>();
    for (int k = 0; k < pass.layout().K(); k++) {
      shares.add(statistics.share(k));
    }
    return EmStatistics.of(shares);
  }

  private EmStatistics.Share share(int k) {
    double[] second = secondMoments(k);
    int columns = pass.layout().p();
    double mass = second[0];
    double perMass = mass > 0 ? 1 / mass : 0;
    double[] mean = new double[columns];
    double[] scatter = new double[columns * (columns + 1) / 2];
    int c = 0;
    for (int a = 0; a < columns; a++) {
      double[] row = row(second, a + 1, columns + 1);
      double meanOfColumn = second[a + 1] * perMass;
      mean[a] = units.columnToUsersUnits(a, meanOfColumn);
      for (int b = a; b < columns; b++) {
        double sum = row[b - a] - meanOfColumn * second[b + 1];
        double scaled = sum * units.columnScale(a) * units.columnScale(b) * units.weightUnit();
        scatter[c++] = a == b ? Math.max(0, scaled) : scaled;
      }
    }
    return new EmStatistics.Share(mass * units.weightUnit(), mean, scatter);
  }

  private static double[] row(double[] packed, int a, int p) {
    int from = PackedSymmetric.diagonal(a, p);
    return Arrays.copyOfRange(packed, from, from + p - a);
  }

  /** sum_i w_i tau_ik v v' for v = (1, z, y), packed, in standard units. */
  private double[] secondMoments(int k) {
    int p = pass.layout().p();
    double[] gram = pass.expertGram(k);
    double[] beta = Arrays.copyOfRange(theta, pass.layout().mean(k), pass.layout().mean(k) + p);
    double[] product = pass.residualSums(k).clone();
    PackedSymmetric.multiplyAdd(gram, beta, product);
    double squares =
        pass.squares(k)
            + 2 * VectorMath.dot(beta, product)
            - PackedSymmetric.quadraticForm(gram, beta);
    double[] moments = new double[PackedSymmetric.length(p + 1)];
    int from = 0;
    int to = 0;
    for (int a = 0; a < p; a++) {
      System.arraycopy(gram, from, moments, to, p - a);
      moments[to + p - a] = product[a];
      from += p - a;
      to += p - a + 1;
    }
    moments[to] = squares;
    return moments;
  }
}
