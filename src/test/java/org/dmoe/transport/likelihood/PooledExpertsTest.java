package org.dmoe.transport.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.likelihood.RowStatistics;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class PooledExpertsTest {

  private final RandomProblems problems = new RandomProblems(8, 2);
  private final SupportingSample support = problems.support(50);
  private final Random random = new Random(8);

  @Test
  void areWeightedLeastSquaresOverTheRowsOfAllMachines() {
    List<Observations> rows = List.of(rows(60), rows(90), rows(45));
    List<LocalModel> models = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      models.add(local("m" + m, problems.mixture(2), rows.get(m)));
    }
    int[] assignment = {0, 1, 1, 0, 0, 0};
    AmbientMixture ambient = new AmbientMixture(models, StandardisedSupport.of(support));

    assertThat(PooledExperts.possible(ambient)).isTrue();
    List<GaussianExpert> experts = PooledExperts.of(ambient, assignment, problems.mixture(2));

    for (int k = 0; k < 2; k++) {
      GaussianExpert expected = byDefinition(models, rows, assignment, k);
      assertThat(experts.get(k).beta()).containsExactly(expected.beta(), within(1e-8));
      assertThat(experts.get(k).variance())
          .isCloseTo(expected.variance(), within(1e-8 * expected.variance()));
    }
  }

  @Test
  void anExpertWithoutRowsAndADirectionWithoutAreLeftAsTheyAre() {
    MixtureOfExperts model = problems.mixture(2);
    Observations.Builder constant = Observations.builder(2);
    for (int i = 0; i < 40; i++) {
      constant.add(new double[] {random.nextGaussian(), 3}, random.nextGaussian());
    }
    AmbientMixture ambient =
        new AmbientMixture(
            List.of(local("m", problems.mixture(2), constant.build())),
            StandardisedSupport.of(support));

    List<GaussianExpert> experts = PooledExperts.of(ambient, new int[] {0, 0}, model);

    assertThat(experts.get(1)).isEqualTo(model.expert(1));
    assertThat(experts.get(0).coefficient(1)).isEqualTo(model.expert(0).coefficient(1));
    assertThat(experts.get(0).coefficient(0)).isNotEqualTo(model.expert(0).coefficient(0));
  }

  @Test
  void rowsOnAPlaneKeepTheVariance() {
    EmStatistics.Share plane =
        new EmStatistics.Share(10, new double[] {1, 2}, new double[] {5, 10, 20});
    GaussianExpert known = GaussianExpert.of(new double[] {0, 0}, 0.25);

    GaussianExpert expert = PooledExperts.leastSquares(plane, known, Design.FULL);

    assertThat(expert.beta()).containsExactly(new double[] {0, 2}, within(1e-12));
    assertThat(expert.variance()).isEqualTo(0.25);
  }

  @Test
  void areImpossibleWhereAMachineSentNoStatistics() {
    LocalModel with = local("a", problems.mixture(2), rows(30));
    LocalModel without = new LocalModel("b", problems.mixture(2), 30);

    assertThat(
            PooledExperts.possible(
                new AmbientMixture(List.of(with, without), StandardisedSupport.of(support))))
        .isFalse();
  }

  private Observations rows(int n) {
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {random.nextGaussian(), 3 + 2 * random.nextGaussian()};
      rows.add(x, x[0] - x[1] + 2 * random.nextGaussian(), 0.5 + random.nextDouble());
    }
    return rows.build();
  }

  private static LocalModel local(String id, MixtureOfExperts mixture, Observations rows) {
    StandardisedRows standardised = new StandardisedRows(rows, StandardUnits.of(rows));
    return new LocalModel(
        id,
        mixture,
        rows.totalWeight(),
        Undetermined.NOTHING,
        Optional.of(RowStatistics.of(standardised, mixture)));
  }

  private static GaussianExpert byDefinition(
      List<LocalModel> models, List<Observations> rows, int[] assignment, int k) {
    DMatrixRMaj G = new DMatrixRMaj(3, 3);
    DMatrixRMaj c = new DMatrixRMaj(3, 1);
    DMatrixRMaj beta = new DMatrixRMaj(3, 1);
    double mass = 0;
    double squares = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int m = 0; m < models.size(); m++) {
        double[] x = new double[2];
        for (int i = 0; i < rows.get(m).rows(); i++) {
          rows.get(m).copyRow(i, x);
          double y = rows.get(m).response(i);
          double[] tau = models.get(m).mixture().responsibilities(x, y);
          for (int j = 0; j < 2; j++) {
            double w = assignment[2 * m + j] == k ? rows.get(m).weight(i) * tau[j] : 0;
            DMatrixRMaj v = new DMatrixRMaj(3, 1, true, 1, x[0], x[1]);
            if (pass == 0) {
              CommonOps_DDRM.multAddTransB(w, v, v, G);
              CommonOps_DDRM.addEquals(c, w * y, v);
              mass += w;
            } else {
              double residual = y - CommonOps_DDRM.dot(v, beta);
              squares += w * residual * residual;
            }
          }
        }
      }
      assertThat(CommonOps_DDRM.solve(G, c, beta)).isTrue();
    }
    return GaussianExpert.of(beta.data, squares / mass);
  }
}
