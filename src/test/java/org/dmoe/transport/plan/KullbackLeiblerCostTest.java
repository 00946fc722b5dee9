package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** (r - 1 - log r) / 2 to many digits, for a ratio r of variances however small or large. */
class KullbackLeiblerCostTest extends ExpertCostContract {

  private static final ExpertCost COST = new KullbackLeiblerCost();
  private static final int DIGITS = 60;

  @Override
  ExpertCost cost() {
    return COST;
  }

  /** Log of the ratio of the densities at the local expert's quantile. */
  @Override
  double integrand(double z, double m, double v, double globalVariance) {
    double y = m + Math.sqrt(v) * z;
    double local = -0.5 * (Math.log(v) + z * z);
    return local + 0.5 * (Math.log(globalVariance) + y * y / globalVariance);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-300,1",
    "5e-17,1",
    "1e-17,3",
    "1e-12,1",
    "1e-3,1",
    "0.4,1",
    "0.6,1",
    "0.999999,1",
    "1.0000001,1",
    "1.4,1",
    "1.6,1",
    "1e3,1",
    "1e12,1e-3",
    "1,1e17",
    "1e-150,1e150"
  })
  void allDigitsAtAnyRatioOfVariances(double local, double global) {
    Apfloat ratio = exact(local).divide(exact(global));
    Apfloat exact =
        ratio.subtract(Apfloat.ONE).subtract(ApfloatMath.log(ratio)).divide(new Apfloat(2, DIGITS));
    double offset = COST.offset(local, global);

    double expected = new BigDecimal(exact.toString(true), MathContext.DECIMAL64).doubleValue();
    assertThat(offset).isFinite().isNotNegative();
    assertThat(offset).isCloseTo(expected, within(1e-14 * expected));
  }

  private static Apfloat exact(double value) {
    return new Apfloat(new BigDecimal(value)).precision(DIGITS);
  }
}
