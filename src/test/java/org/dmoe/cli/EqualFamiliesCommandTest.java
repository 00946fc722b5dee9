package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands of fits of classes, successes and counts whose experts share the slope of a column. */
class EqualFamiliesCommandTest extends TermTrials {

  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    Random random = new Random(1);
    for (int part = 0; part < 3; part++) {
      StringBuilder csv = new StringBuilder("x,z,class,hit,count\n");
      for (int i = 0; i < 300; i++) {
        double x = random.nextGaussian();
        double z = random.nextGaussian();
        boolean up = random.nextDouble() < 1 / (1 + Math.exp(-3 * x));
        double eta = (up ? 2 + x : -1 - x) + 0.6 * z;
        boolean hit = random.nextDouble() < 1 / (1 + Math.exp(-eta));
        String name = hit ? "a" : random.nextDouble() < 0.5 ? "b" : "c";
        int count = 0;
        for (double left = random.nextDouble() - Math.exp(-Math.exp(0.5 * eta)), p = 1;
            left > 0 && count < 60; ) {
          count++;
          p = Math.exp(-Math.exp(0.5 * eta) + count * 0.5 * eta - logFactorial(count));
          left -= p;
        }
        csv.append(
            String.format(Locale.ROOT, "%.6f,%.6f,%s,%d,%d%n", x, z, name, hit ? 1 : 0, count));
      }
      Files.writeString(rows.resolve("part-" + part + ".csv"), csv);
    }
  }

  private static double logFactorial(int n) {
    double sum = 0;
    for (int i = 2; i <= n; i++) {
      sum += Math.log(i);
    }
    return sum;
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  private void assertShared(String run) throws IOException {
    MixtureOfExperts model = model(run, "model/model.json").mixture().orElseThrow();
    double[][] one = model.linearExpert(0).coefficients();
    double[][] two = model.linearExpert(1).coefficients();
    assertThat(model.design().isEqual(1)).isFalse();
    assertThat(model.design().isEqual(2)).isTrue();
    for (int c = 0; c < one.length; c++) {
      assertThat(two[c][2]).isCloseTo(one[c][2], within(1e-12));
      assertThat(two[c][1]).isNotCloseTo(one[c][1], within(1e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({"categorical,class", "binomial,hit", "poisson,count"})
  void aColumnIsSharedByEveryCommand(String family, String response) throws IOException {
    String[] columns = {"--response", response, "--features", "x,z"};
    Outcome fitted =
        Outcome.of(
            usual("run", "300", columns),
            "--family",
            family,
            "--equal",
            "z",
            "--starts",
            "2",
            "--inference");
    assertDone(fitted);
    assertThat(fitted.out()).contains("equal in all experts by constraint: z");
    assertShared("run");
    String run = temp.resolve("run").toString();
    assertThat(Outcome.of("show", run).out())
        .contains("z: equal in all experts (by constraint, not tested)");
    assertDone(
        Outcome.of(
            List.of("refine", "--model", run, "--input", rows.toString()),
            "--output",
            temp.resolve("refined").toString()));
    assertShared("refined");
    assertDone(
        Outcome.of(
            List.of("aggregate", "--models", temp.resolve("run/local").toString()),
            "--support",
            run,
            "--experts",
            "2",
            "--output",
            temp.resolve("all").toString()));
    assertShared("all");
    Outcome refused =
        Outcome.of(
            usual("no", "300", columns), "--family", family, "--equal", "z", "--equal-variance");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors())
        .containsExactly(
            "dmoe: --equal-variance: goes with --family gaussian only, not with " + family);
  }
}
