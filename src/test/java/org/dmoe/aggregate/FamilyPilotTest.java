package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.ResponseType;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.family.FamilyData;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Categorical;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.Test;

/** The default start of families: machines climb from a pilot, then they are aggregated. */
class FamilyPilotTest {

  private static final FeatureSpec COLUMNS =
      new FeatureSpec(List.of("a", "b", "c", "d"), "y")
          .withType(ResponseType.of("categorical").withClasses(List.of("0", "1", "2")));

  @Test
  void machinesThatClimbFromAPilotAggregateToTheFitOfAllRows() throws Exception {
    MixtureOfExperts truth = FamilyData.clusters(Categorical.of(3), 4, 2, 3, 41);
    FitOptions options = FitOptions.builder(2).family(truth.family()).build();
    Observations drawn = FamilyData.rows(truth, 1500, 1, 9);
    StoredModel pilot = Pilot.fit(COLUMNS, options, drawn, 4, Progress.SILENT);
    assertThat(Pilot.flaw(pilot, 2)).isEmpty();
    assertThat(pilot.fit().orElseThrow().getStarts()).hasSize(24);

    CommonStart start = new CommonStart(StartKind.PILOT, pilot.mixture().orElseThrow());
    LocalRecords records = new LocalRecords(COLUMNS, options, Map.of());
    List<StoredModel> locals = new ArrayList<>();
    Observations.Builder all = Observations.builder(4);
    double[] x = new double[4];
    for (int m = 0; m < 8; m++) {
      int n = m == 0 ? 200 : 1500;
      Observations rows = FamilyData.rows(truth, n, 1, 100 + m);
      for (int i = 0; i < n; i++) {
        rows.copyRow(i, x);
        all.add(x, rows.response(i));
      }
      locals.add(start.fit(records, "m" + m, rows, 5, Progress.SILENT));
    }
    assertThat(locals.get(0).fit().orElseThrow().getReason()).startsWith("five EM steps");
    double[][] support = new double[1500][4];
    for (int s = 0; s < support.length; s++) {
      drawn.copyRow(s, support[s]);
    }
    MixtureOfExperts reduced =
        GlobalModel.aggregate(
                locals,
                SupportingSample.of(COLUMNS.features(), support),
                ReductionEstimator.of(ReductionOptions.of(2)),
                1,
                Map.of(),
                Progress.SILENT)
            .model()
            .mixture()
            .orElseThrow();
    MixtureOfExperts central =
        LocalFit.fitFrom(truth, all.build(), options, COLUMNS, Progress.SILENT)
            .model()
            .orElseThrow();
    Observations test = FamilyData.rows(truth, 5000, 1, 4242);

    assertThat(FamilyData.meanLogLikelihood(reduced, test))
        .isGreaterThan(FamilyData.meanLogLikelihood(central, test) - 0.002);
  }
}
