package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that no expert makes, from simulated ones to tables. */
class NoiseCommandTest extends TermTrials {

  @BeforeEach
  void rows() {
    String output = temp.resolve("drawn").toString();
    assertDone(
        Outcome.of(
            List.of("simulate", "--kind", "hard", "--dimension", "3", "--experts", "2"),
            "--rows",
            "3000",
            "--maps",
            "3",
            "--noise-share",
            "0.05",
            "--output",
            output));
    rows = temp.resolve("drawn/rows");
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  private Outcome fit(String run, String... more) {
    return Outcome.of(usual(run, "500", "--response", "y"), more);
  }

  private Noise noise(String run, String file) throws IOException {
    return model(run, file).mixture().flatMap(MixtureOfExperts::noise).orElseThrow();
  }

  @Test
  void theShareIsToldInEveryFileAndPredictionsLeaveItOut() throws IOException {
    assertThat(model("drawn", "model/model.json").mixture().orElseThrow().noise()).isPresent();
    Outcome fitted = fit("run", "--noise", "--inference", "--test", rows.toString());
    assertDone(fitted);
    assertThat(fitted.out()).contains("% of the rows are noise, which predictions leave out");
    for (String file : List.of("model/model.avro", "model/model.json", "model/transport.avro")) {
      assertThat(noise("run", file).share()).as(file).isCloseTo(0.05, within(0.015));
    }
    String run = temp.resolve("run").toString();
    assertThat(Outcome.of("show", run).out()).contains("% of the rows are noise");
    assertThat(Files.readString(temp.resolve("run/report.html"))).contains("of the rows are noise");
    assertDone(
        Outcome.of(
            List.of("refine", "--model", run, "--input", rows.toString()),
            "--output",
            temp.resolve("refined").toString()));
    assertThat(noise("refined", "model/model.json").share()).isCloseTo(0.05, within(0.015));
    assertDone(
        Outcome.of(
            List.of("aggregate", "--models", temp.resolve("run/local").toString()),
            "--support",
            run,
            "--experts",
            "2",
            "--output",
            temp.resolve("all").toString()));
    Noise found = noise("run", "model/model.json");
    Noise mean = noise("all", "model/model.json");
    assertThat(mean.withShare(0.5)).isEqualTo(found.withShare(0.5));
    assertThat(mean.share()).isCloseTo(found.share(), within(1e-3));
  }

  @Test
  void whatHasNoBroadDensityIsRefused() {
    Outcome counts = fit("counts", "--noise", "--family", "poisson");
    assertThat(counts.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(counts.errors().toString()).contains("--noise goes with --family gaussian");
    for (String share : List.of("1", "-0.1", "NaN")) {
      Outcome wrong =
          Outcome.of(
              List.of("simulate", "--kind", "hard", "--rows", "10", "--noise-share", share),
              "--output",
              temp.resolve("wrong").toString());
      assertThat(wrong.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(wrong.errors().toString()).contains("--noise-share " + Double.valueOf(share));
    }
  }
}
