package org.dmoe.em.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dmoe.em.likelihood.ParameterLayout;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of rows that come and go, against normal equations of the rows that stayed. */
class RegressionSumsTest {

  private static final double RIDGE = 0.3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 21})
  void solvesNormalEquationsOfTheRowsThatStayed(int p) {
    Random random = new Random(p);
    for (int rows = 0; rows < 14; rows++) {
      RegressionSums sums = new RegressionSums(new ParameterLayout(p, 1));
      DMatrixRMaj gram = CommonOps_DDRM.identity(p);
      CommonOps_DDRM.scale(RIDGE, gram);
      DMatrixRMaj product = new DMatrixRMaj(p, 1);
      double mass = 0;
      for (int i = 0; i < rows; i++) {
        double[] x = random.doubles(p, -1, 1).toArray();
        double y = random.nextGaussian();
        double weight = 0.5 + random.nextDouble();
        sums.add(x, y, weight);
        if (i % 3 == 1) {
          sums.add(x, y, -weight);
        } else {
          DMatrixRMaj column = DMatrixRMaj.wrap(p, 1, x);
          CommonOps_DDRM.multAddTransB(weight, column, column, gram);
          CommonOps_DDRM.addEquals(product, weight * y, column);
          mass += weight;
        }
      }
      assertThat(sums.mass()).isCloseTo(mass, within(1e-12));
      DMatrixRMaj plane = new DMatrixRMaj(p, 1);
      assertThat(CommonOps_DDRM.solve(gram, product, plane)).isTrue();
      assertThat(sums.solve(RIDGE)).containsExactly(plane.data, within(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9})
  void goesOnAfterASolution(int p) {
    Random random = new Random(p);
    RegressionSums twice = new RegressionSums(new ParameterLayout(p, 1));
    RegressionSums once = new RegressionSums(new ParameterLayout(p, 1));
    for (int i = 0; i < 30; i++) {
      double[] x = random.doubles(p).toArray();
      double y = random.nextDouble();
      twice.add(x, y, 1);
      once.add(x, y, 1);
      if (i % 7 == 0) {
        twice.solve(1);
      }
    }
    assertThat(twice.solve(RIDGE)).containsExactly(once.solve(RIDGE), within(1e-12));
  }
}
