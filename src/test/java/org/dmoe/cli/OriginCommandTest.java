package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Formulas without an intercept, from rows to predictions. */
class OriginCommandTest extends TermTrials {

  /** Two lines through the origin, one below zero; the second is rarer where g is large. */
  @BeforeEach
  void rows() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    Random random = new Random(3);
    for (int part = 0; part < 3; part++) {
      StringBuilder csv = new StringBuilder("x,g,kind,y,count\n");
      for (int i = 0; i < 400; i++) {
        double x = 2 + 8 * random.nextDouble();
        double g = 1 + random.nextGaussian();
        boolean first = random.nextDouble() < 1 / (1 + Math.exp(-g));
        String kind = List.of("a", "b", "c").get(random.nextInt(3));
        double y = (first ? 3 * x : -1.5 * x) + (kind.equals("c") ? 1 : 0) + random.nextGaussian();
        long count = Math.round(Math.exp(0.2 * x) + random.nextDouble());
        csv.append(String.format(Locale.ROOT, "%.4f,%.4f,%s,%.4f,%d%n", x, g, kind, y, count));
      }
      Files.writeString(rows.resolve("part-" + part + ".csv"), csv);
    }
  }

  private Outcome fit(String run, String... more) {
    return Outcome.of(usual(run, "300"), more);
  }

  @Test
  void expertsAndGateHaveNoIntercept() throws IOException {
    Outcome fitted =
        fit("run", "--formula", "y ~ x - 1", "--gate", "~ 0 + g", "--inference").assertDone();
    assertThat(fitted.out())
        .contains("expert 1: x", "gate 1 against 2: g", "1200 rows, 5 parameters")
        .doesNotContain(": intercept");
    for (String file : List.of("model/model.avro", "model/model.json")) {
      StoredModel stored = model("run", file);
      assertThat(stored.formula().text()).isEqualTo("y ~ 0 + x");
      assertThat(stored.formula().gateText()).isEqualTo("~ 0 + g");
      MixtureOfExperts model = stored.mixture().orElseThrow();
      assertThat(model.freeParameters()).isEqualTo(5);
      for (int k = 0; k < 2; k++) {
        assertThat(model.expert(k).intercept()).isZero();
        assertThat(model.gate().alpha(k)[0]).isZero();
        double slope = model.expert(k).coefficient(0);
        assertThat(slope).isCloseTo(slope < 0 ? -1.45 : 3.05, within(0.05));
      }
    }
    assertPredicts();
    refined();
  }

  /** At zero both lines are zero, and the gate prefers none. */
  private void assertPredicts() throws IOException {
    Path fresh = Files.writeString(temp.resolve("new.csv"), "x,g\n0,0\n4,0\n");
    Outcome.of(
            "predict",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            fresh.toString(),
            "--output",
            temp.resolve("out").toString())
        .assertDone();
    MixtureOfExperts model = model("run", "model/model.avro").mixture().orElseThrow();
    double middle = 2 * (model.expert(0).coefficient(0) + model.expert(1).coefficient(0));
    List<List<String>> predictions = RowReading.rows(temp.resolve("out"));
    assertThat(Double.parseDouble(predictions.get(0).get(0))).isZero();
    assertThat(Double.parseDouble(predictions.get(1).get(0))).isCloseTo(middle, within(1e-9));
  }

  /** Another pass from the end has nothing to gain. */
  private void refined() throws IOException {
    Outcome.of(
            "refine",
            "--model",
            temp.resolve("run").toString(),
            "--input",
            rows.toString(),
            "--output",
            temp.resolve("again").toString())
        .assertDone();
    MixtureOfExperts before = model("run", "model/model.avro").mixture().orElseThrow();
    MixtureOfExperts after = model("again", "model/model.avro").mixture().orElseThrow();
    assertThat(after.design()).isEqualTo(before.design());
    for (int k = 0; k < 2; k++) {
      assertThat(after.expert(k).beta()).containsExactly(before.expert(k).beta(), within(1e-5));
      assertThat(after.gate().alpha(k)).containsExactly(before.gate().alpha(k), within(1e-4));
    }
  }

  /** As in R, a category stands in for the intercept with all its levels. */
  @Test
  void aCategoryKeepsAllItsLevels() throws IOException {
    Outcome fitted =
        fit("run", "--formula", "y ~ 0 + kind + x", "--gate", "~ g", "--inference").assertDone();
    StoredModel stored = model("run", "model/model.json");
    assertThat(stored.features()).containsExactly("kind=a", "kind=b", "kind=c", "x", "g");
    assertThat(fitted.out()).contains("kind=b (against a)", "expert 1: kind=a");
    MixtureOfExperts model = stored.mixture().orElseThrow();
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).coefficient(2) - model.expert(k).coefficient(0))
          .isCloseTo(1, within(0.3));
    }
  }

  @Test
  void countsAndEqualShares() throws IOException {
    fit("counts", "--formula", "count ~ 0 + x", "--family", "poisson", "--experts", "1")
        .assertDone();
    MixtureOfExperts counts = model("counts", "model/model.avro").mixture().orElseThrow();
    assertThat(counts.linearExpert(0).coefficients()[0][0]).isZero();
    assertThat(counts.linearExpert(0).coefficients()[0][1]).isCloseTo(0.21, within(0.03));

    fit("equal", "--formula", "y ~ x", "--gate", "~ 0", "--inference").assertDone();
    MixtureOfExperts equal = model("equal", "model/model.json").mixture().orElseThrow();
    assertThat(equal.freeParameters()).isEqualTo(6);
    assertThat(equal.gate().probabilities(new double[] {7})).containsExactly(0.5, 0.5);
  }

  @Test
  void mistakesAreOneLine() {
    fit("run", "--formula", "y ~ 0")
        .assertRefused(2, "--formula 'y ~ 0': experts have neither an intercept nor a term");
    fit("run", "--formula", "y ~ (0 + x):g").assertRefused(2, "outside of brackets");
    fit("run", "--formula", "y ~ 1", "--gate", "~ 0").assertRefused(2, "have a term");
    assertThat(Files.exists(temp.resolve("run"))).isFalse();
  }
}
