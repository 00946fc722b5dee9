package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class CommonStartTest {

  private static final FeatureSpec COLUMNS = new FeatureSpec(List.of("x1", "x2"), "y");
  private static final FitOptions OPTIONS = FitOptions.of(2);
  private static final LocalRecords RECORDS = new LocalRecords(COLUMNS, OPTIONS, Map.of());

  /** Two experts over two covariates: 3 of the gate, 2 x 3 coefficients, 2 variances. */
  private static final int PARAMETERS = 11;

  private final MixtureOfExperts pilot = mixture(rows(2000, 1));

  @Test
  void enoughRowsClimbFromTheStart() {
    Observations rows = rows(10 * PARAMETERS, 2);
    StoredModel local = fit(StartKind.PILOT, rows);
    FitResult climb = LocalFit.fitFrom(pilot, rows, OPTIONS, COLUMNS, Progress.SILENT);
    assertThat(local.mixture()).isEqualTo(climb.model());
    assertThat(starts(local)).extracting(StartRecord::getKind).containsExactly("pilot");
    assertThat(starts(fit(StartKind.MODEL, rows)))
        .extracting(StartRecord::getKind)
        .containsExactly("given model");
  }

  @Test
  void fewRowsTakeFiveStepsOfEm() {
    Observations rows = rows(10 * PARAMETERS - 1, 2);
    FitOptions five = FitOptions.builder(2).maxIterations(5).optimizer(Optimizer.EM).build();
    FitResult steps = LocalFit.fitFrom(pilot, rows, five, COLUMNS, Progress.SILENT);
    for (StartKind kind : List.of(StartKind.PILOT, StartKind.BOTH)) {
      StoredModel local = fit(kind, rows);
      assertThat(local.mixture()).isEqualTo(steps.model());
      assertThat(local.fit().orElseThrow().getReason())
          .isEqualTo("five EM steps from the pilot: 109 rows are few for 11 parameters");
      assertThat(starts(local)).extracting(StartRecord::getNote).containsExactly("five EM steps");
    }
  }

  @Test
  void aMachineWithoutRowsForTheExpertsStartsOnItsOwn() {
    Observations rows = rows(7, 2);
    assertThat(fit(StartKind.PILOT, rows).mixture())
        .isEqualTo(RECORDS.fit("m", rows, 5, Progress.SILENT).mixture());
    assertThat(fit(StartKind.PILOT, rows(3, 2)).status()).isEqualTo("TOO_FEW_ROWS");
  }

  /** From a start with the same expert twice, EM ends where both stay the same. */
  @Test
  void itsOwnIsKeptOnlyWhereItIsBetterByHalfTheParameters() {
    Observations rows = rows(600, 2);
    StoredModel own = RECORDS.fit("m", rows, 5, Progress.SILENT);
    StoredModel level = fit(StartKind.BOTH, rows);
    assertThat(level.mixture())
        .isEqualTo(LocalFit.fitFrom(pilot, rows, OPTIONS, COLUMNS, Progress.SILENT).model());
    assertThat(starts(level)).extracting(StartRecord::getKind).startsWith("pilot");
    assertThat(starts(level)).hasSize(1 + starts(own).size());

    MixtureOfExperts twice =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[2][3]), List.of(pilot.expert(0), pilot.expert(0)));
    CommonStart bad = new CommonStart(StartKind.BOTH, twice);
    StoredModel kept = bad.fit(RECORDS, "m", rows, 5, Progress.SILENT);
    assertThat(kept.mixture()).isEqualTo(own.mixture());
    assertThat(starts(kept)).hasSize(1 + starts(own).size());
  }

  @Test
  void ofManyRowsOneClimbIsEnoughWhereBothWaysEndAtOne() {
    Observations rows = rows(130_000, 2);
    StoredModel own = RECORDS.fit("global", rows, 5, Progress.SILENT);
    StoredModel both =
        new CommonStart(StartKind.PILOT, pilot)
            .fitBothWays(RECORDS, "global", rows, 5, Progress.SILENT);
    assertThat(both.mixture()).isEqualTo(own.mixture());
    assertThat(starts(both)).isEqualTo(starts(own));
  }

  /** Noise without structure has optima everywhere. */
  @Test
  void ofManyRowsTheBetterEndIsKept() {
    Observations rows = noise(130_000);
    FitOptions few = FitOptions.builder(2).starts(1).maxIterations(3).build();
    LocalRecords records = new LocalRecords(COLUMNS, few, Map.of());
    TreeMap<Double, Long> seedOfEnd = new TreeMap<>();
    for (long seed = 1; seed <= 4; seed++) {
      seedOfEnd.put(logLikelihood(records.fit("global", rows, seed, Progress.SILENT)), seed);
    }
    double own = seedOfEnd.firstKey();
    MixtureOfExperts best =
        records
            .fit("global", rows, seedOfEnd.lastEntry().getValue(), Progress.SILENT)
            .mixture()
            .orElseThrow();
    double given = logLikelihood(records.fitFrom(best, "global", rows, Progress.SILENT));
    assertThat(given).isGreaterThan(own + 1);
    StoredModel both =
        new CommonStart(StartKind.MODEL, best)
            .fitBothWays(
                records, "global", rows, seedOfEnd.firstEntry().getValue(), Progress.SILENT);
    assertThat(logLikelihood(both)).isEqualTo(given);
  }

  private static double logLikelihood(StoredModel model) {
    return model.fit().orElseThrow().getLogLikelihood();
  }

  @Test
  void progressSaysWhereItCameFrom() {
    List<String> said = new ArrayList<>();
    new CommonStart(StartKind.PILOT, pilot).fit(RECORDS, "m", rows(600, 2), 5, said::add);
    assertThat(said).filteredOn(line -> line.startsWith("from the pilot, iteration ")).isNotEmpty();
  }

  private StoredModel fit(StartKind kind, Observations rows) {
    return new CommonStart(kind, pilot).fit(RECORDS, "m", rows, 5, Progress.SILENT);
  }

  private static List<StartRecord> starts(StoredModel model) {
    return model.fit().orElseThrow().getStarts();
  }

  private static MixtureOfExperts mixture(Observations rows) {
    return LocalFit.fit(rows, OPTIONS, 1, Progress.SILENT).model().orElseThrow();
  }

  private static Observations noise(int n) {
    Random random = new Random(3);
    Observations.Builder noise = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      noise.add(random.doubles(2).toArray(), random.nextGaussian());
    }
    return noise.build();
  }

  private static Observations rows(int n, long seed) {
    Random random = new Random(seed);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double mean = x[0] + 0.5 * random.nextGaussian() > 0 ? 3 + x[1] : -3 - x[0];
      rows.add(x, mean + 0.7 * random.nextGaussian());
    }
    return rows.build();
  }
}
