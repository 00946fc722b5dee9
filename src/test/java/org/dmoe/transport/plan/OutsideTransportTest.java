package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.dmoe.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Costs against R's numeric integration of their definitions, T_c against R's lpSolve 5.6.18. */
class OutsideTransportTest {

  @ParameterizedTest
  @EnumSource(
      value = CostKind.class,
      names = {"KL", "W2"})
  void costsAreTheIntegralsTheyStandFor(CostKind kind) throws IOException {
    ExpertCost cost = ExpertCost.of(kind);
    for (double[] row : Oracle.rows("costs")) {
      double difference = row[0] - row[2];
      double expected = row[kind == CostKind.KL ? 4 : 5];
      assertThat(cost.offset(row[1], row[3]) + cost.slope(row[3]) * difference * difference)
          .isCloseTo(expected, within(1e-9 * (1 + expected)));
    }
  }

  @Test
  void plansAreThoseOfLinearProgramming() throws IOException {
    for (double[] problem : Oracle.lists("plans")) {
      int L = (int) problem[0];
      int K = (int) problem[1];
      double[] supply = Arrays.copyOfRange(problem, 2, 2 + L);
      double[] demand = Arrays.copyOfRange(problem, 2 + L, 2 + L + K);
      double[][] costs = new double[L][];
      for (int l = 0; l < L; l++) {
        int from = 2 + L + K + l * K;
        costs[l] = Arrays.copyOfRange(problem, from, from + K);
      }
      double expected = problem[problem.length - 1];
      assertThat(ExactTransport.transport(supply, demand, costs))
          .isCloseTo(expected, within(1e-7 * (1 + expected)));
    }
  }
}
