package org.dmoe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;

class ProfileTest {

  private final RunContents run;
  private final MixtureOfExperts model;
  private final List<Profile> profiles;

  ProfileTest() throws IOException {
    run = Runs.of("carat");
    model = run.model().mixture().orElseThrow();
    profiles = Profile.of(model, run.model().spec().columns(), run.support().orElseThrow());
  }

  /** Of 300 rows every one is taken. */
  private double mean(double carat, double... levels) {
    SupportingSample support = run.support().orElseThrow();
    double sum = 0;
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      x[0] = Double.isNaN(carat) ? x[0] : carat;
      System.arraycopy(levels, 0, x, 1, levels.length);
      sum += model.mean(x);
    }
    return sum / support.size();
  }

  @Test
  void aNumberGoesFromQuantileToQuantileWhileTheOthersStay() {
    Profile carat = profiles.get(0);

    assertThat(carat.at()).hasSize(25);
    for (int g : new int[] {0, 12, 24}) {
      double value = (Double) carat.at().get(g);
      assertThat(value).isBetween(-2.0, 2.0);
      assertThat(carat.means()[g]).isCloseTo(mean(value), within(1e-10));
    }
  }

  @Test
  void aCategoryGoesThroughItsLevels() {
    Profile cut = profiles.get(1);

    assertThat(cut.at()).isEqualTo(List.of("a", "b", Runs.EVIL));
    assertThat(cut.means()[0]).isCloseTo(mean(Double.NaN, 0, 0), within(1e-10));
    assertThat(cut.means()[1]).isCloseTo(mean(Double.NaN, 1, 0), within(1e-10));
    assertThat(cut.means()[2]).isCloseTo(mean(Double.NaN, 0, 1), within(1e-10));
  }

  @Test
  void probabilitiesOfTheGateAddUpToOne() {
    for (Profile profile : profiles) {
      for (int g = 0; g < profile.at().size(); g++) {
        double sum = 0;
        for (double[] expert : profile.gate()) {
          sum += expert[g];
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
      }
    }
  }
}
