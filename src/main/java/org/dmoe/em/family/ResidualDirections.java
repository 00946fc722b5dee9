package org.dmoe.em.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dmoe.linalg.Cholesky;
import org.dmoe.model.family.CanonicalFamily;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Rows in the directions along which the regression of one expert's residuals bends: the principal
 * Hessian directions of K.-C. Li (JASA 87, 1992), of every predictor's residual. Where experts
 * change, one expert's residuals have curvature.
 */
final class ResidualDirections {

  private static final double RIDGE = 1e-6;

  private record Direction(double size, double[] vector) {}

  private ResidualDirections() {}

  /**
   * Coordinates of rows.
   *
   * @param points n x d, standardised
   * @param residuals q x n, of one expert
   * @param experts K, of which 2 (K - 1) directions are kept, at least two
   * @return n rows of mean square one, each direction by its share; the points where d is 0
   */
  static double[][] of(double[][] points, double[][] residuals, int experts) {
    int d = points[0].length;
    if (d == 0) {
      return points;
    }
    double[] metric = Cholesky.factorShifted(covariance(points), d);
    List<Direction> directions = new ArrayList<>();
    for (double[] residual : residuals) {
      addDirections(bend(points, residual), metric, d, directions);
    }
    directions.sort(Comparator.comparingDouble(Direction::size).reversed());
    int kept = Math.min(directions.size(), Math.max(2, 2 * (experts - 1)));
    return scaled(points, directions.subList(0, kept));
  }

  /** Residuals T(y) - e A'(eta) of rows in units of their deviation, q x n. */
  static double[][] residuals(ResponseRows rows, CanonicalFamily family, SingleExpert single) {
    int q = family.predictors();
    double[][] residuals = new double[q][rows.observations().rows()];
    double[] eta = new double[q];
    double[] mean = new double[q];
    int row = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      int n = rows.observations().block(b).rows();
      for (int i = 0; i < n; i++, row++) {
        single.predictors(rows, i, eta);
        family.logPartition(eta, mean);
        for (int c = 0; c < q; c++) {
          double fitted = rows.exposures()[i] * mean[c];
          residuals[c][row] = family.statistic(rows.response()[i], c) - fitted;
        }
      }
    }
    for (double[] residual : residuals) {
      scale(residual);
    }
    return residuals;
  }

  private static void scale(double[] values) {
    double squares = 0;
    for (double v : values) {
      squares += v * v / values.length;
    }
    double factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  private static double[] covariance(double[][] points) {
    double[] ones = new double[points.length];
    Arrays.fill(ones, 1);
    int d = points[0].length;
    double[] M = bend(points, ones);
    for (int j = 0; j < d; j++) {
      M[j * d + j] += RIDGE;
    }
    return M;
  }

  /** mean r x x', d x d, row-major. */
  private static double[] bend(double[][] points, double[] r) {
    int d = points[0].length;
    double[] M = new double[d * d];
    for (int i = 0; i < r.length; i++) {
      for (int a = 0; a < d; a++) {
        double weight = r[i] * points[i][a] / r.length;
        for (int b = 0; b < d; b++) {
          M[a * d + b] += weight * points[i][b];
        }
      }
    }
    return M;
  }

  /** Eigenvectors of S^-1 M S^-1 by the factor of S. */
  private static void addDirections(double[] M, double[] R, int d, List<Direction> directions) {
    DMatrixRMaj curvature = new DMatrixRMaj(d, d);
    double[] column = new double[d];
    for (int pass = 0; pass < 2; pass++) {
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          column[b] = M[b * d + a];
        }
        Cholesky.solve(R, d, column);
        for (int b = 0; b < d; b++) {
          curvature.set(a, b, column[b]);
        }
      }
      M = curvature.data.clone();
    }
    for (int a = 0; a < d; a++) {
      for (int b = 0; b < a; b++) {
        double mean = 0.5 * (curvature.get(a, b) + curvature.get(b, a));
        curvature.set(a, b, mean);
        curvature.set(b, a, mean);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(curvature)) {
      return;
    }
    for (int i = 0; i < d; i++) {
      directions.add(
          new Direction(
              Math.abs(eigen.getEigenvalue(i).real), eigen.getEigenVector(i).data.clone()));
    }
  }

  private static double[][] scaled(double[][] points, List<Direction> directions) {
    double[][] coordinates = new double[points.length][directions.size()];
    double squares = 0;
    for (int i = 0; i < points.length; i++) {
      for (int m = 0; m < directions.size(); m++) {
        Direction direction = directions.get(m);
        double sum = 0;
        for (int j = 0; j < points[i].length; j++) {
          sum += direction.vector()[j] * points[i][j];
        }
        coordinates[i][m] = direction.size() * sum;
        squares += coordinates[i][m] * coordinates[i][m];
      }
    }
    double factor = squares > 0 ? 1 / Math.sqrt(squares / points.length) : 1;
    for (double[] row : coordinates) {
      for (int m = 0; m < row.length; m++) {
        row[m] *= factor;
      }
    }
    return coordinates;
  }
}
