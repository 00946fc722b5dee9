package org.dmoe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.io.StoredModel;
import org.dmoe.model.Progress;
import org.junit.jupiter.api.Test;

class PilotTest {

  private static final FeatureSpec COLUMNS = new FeatureSpec(List.of("x"), "y");

  private static StoredModel pilot(Observations rows, int experts) {
    return Pilot.fit(COLUMNS, FitOptions.of(experts), rows, 4, Progress.SILENT);
  }

  private static Observations rows(int n, double constantResponse) {
    Random random = new Random(3);
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      double y = (random.nextInt(2) == 0 ? 4 + x : -4 - x) + random.nextGaussian();
      rows.add(new double[] {x}, Double.isNaN(constantResponse) ? y : constantResponse);
    }
    return rows.build();
  }

  @Test
  void isTheLongRaceOfAllRows() {
    Observations rows = rows(400, Double.NaN);
    StoredModel pilot = pilot(rows, 2);
    FitOptions race = FitOptions.builder(2).starts(24).longRace(true).build();
    assertThat(pilot.mixture())
        .isEqualTo(LocalFit.fit(rows, race, COLUMNS, 4, Progress.SILENT).model());
    assertThat(pilot.id()).isEqualTo("pilot");
    assertThat(pilot.features()).containsExactly("x");
    assertThat(pilot.response()).isEqualTo("y");
    assertThat(pilot.fit().orElseThrow().getStarts()).hasSizeGreaterThanOrEqualTo(24);
    assertThat(Pilot.flaw(pilot, 2)).isEmpty();
  }

  /** Nothing in the record differs between equal runs. */
  @Test
  void isTheSameRecordEachTime() {
    Observations rows = rows(400, Double.NaN);
    assertThat(pilot(rows, 2)).isEqualTo(pilot(rows, 2));
  }

  @Test
  void whatCannotBeAStartIsSaid() {
    assertThat(Pilot.flaw(pilot(rows(2, Double.NaN), 2), 2))
        .hasValue("TOO_FEW_ROWS: 2 usable rows, one linear expert has 3 parameters");
    assertThat(Pilot.flaw(pilot(rows(8, Double.NaN), 4), 4))
        .hasValueSatisfying(why -> assertThat(why).contains("8 rows allow 2 of 4 experts"));
    assertThat(Pilot.flaw(pilot(rows(100, 5), 2), 2))
        .hasValueSatisfying(why -> assertThat(why).contains("the response is constant"));
  }
}
