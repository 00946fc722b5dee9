package org.dmoe.transport.ambient;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Undetermined;

/**
 * The directions of the standardised support on which a machine's rows say nothing. Of a linear
 * expert the machine knows the values on the rest of the space: a Gram matrix that is to weigh its
 * coefficients is projected there, and then takes each only from machines that determine it.
 */
public final class UnknownDirections {

  /** Of the sum of magnitudes; a row less off the machine's own space is in it. */
  private static final double ROUNDING = 1e-8;

  private final StandardisedSupport support;
  private final List<double[]> directions;
  private final List<double[]> orthonormal = new ArrayList<>();

  private UnknownDirections(StandardisedSupport support, List<double[]> directions) {
    this.support = support;
    this.directions = directions;
    directions.forEach(this::addOrthonormal);
  }

  static UnknownDirections of(Undetermined undetermined, StandardisedSupport support) {
    List<double[]> directions = new ArrayList<>();
    for (int i = 0; i < undetermined.size(); i++) {
      directions.add(support.standardise(undetermined.direction(i)));
    }
    return new UnknownDirections(support, directions);
  }

  public boolean isEmpty() {
    return directions.isEmpty();
  }

  /** Whether row i of block b is one of which the machine's rows determine the model. */
  boolean contains(int b, int i) {
    double[][] columns = support.block(b);
    for (double[] v : directions) {
      double sum = 0;
      double magnitude = 0;
      for (int j = 0; j < v.length; j++) {
        sum += v[j] * columns[j][i];
        magnitude += Math.abs(v[j] * columns[j][i]);
      }
      if (!(Math.abs(sum) <= ROUNDING * magnitude)) {
        return false;
      }
    }
    return true;
  }

  /** G becomes P G P for the projection P away from the directions. */
  void project(double[] G) {
    for (double[] q : orthonormal) {
      double[] Gq = new double[q.length];
      PackedSymmetric.multiplyAdd(G, q, Gq);
      double qGq = VectorMath.dot(q, Gq);
      int c = 0;
      for (int a = 0; a < q.length; a++) {
        for (int b = a; b < q.length; b++) {
          G[c++] += -q[a] * Gq[b] - Gq[a] * q[b] + qGq * q[a] * q[b];
        }
      }
    }
  }

  /** Gram and Schmidt, twice. */
  private void addOrthonormal(double[] direction) {
    double[] q = direction.clone();
    scale(q);
    for (int pass = 0; pass < 2; pass++) {
      for (double[] other : orthonormal) {
        VectorMath.addScaled(q, other, -VectorMath.dot(q, other), q.length);
      }
      scale(q);
    }
    orthonormal.add(q);
  }

  private static void scale(double[] q) {
    double norm = Math.sqrt(VectorMath.dot(q, q));
    for (int j = 0; j < q.length; j++) {
      q[j] /= norm;
    }
  }
}
