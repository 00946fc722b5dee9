package org.dmoe.mapreduce.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.synthetic.SyntheticKind;
import org.junit.jupiter.api.Test;

class SimulateOptionsTest {

  private static void refuses(SimulateOptions.Builder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }

  private static SimulateOptions stored(SimulateOptions options) {
    Configuration conf = new Configuration(false);
    options.store(conf);
    return SimulateOptions.from(conf);
  }

  @Test
  void whatIsNotGivenIsTheKinds() {
    SimulateOptions options = SimulateOptions.builder(10).kind(SyntheticKind.PAPER).build();
    assertThat(options.dimension()).isEqualTo(SyntheticKind.PAPER.dimension());
    assertThat(options.experts()).isEqualTo(SyntheticKind.PAPER.experts());
  }

  @Test
  void thereIsATaskForEachMillionRows() {
    assertThat(SimulateOptions.builder(1).build().maps()).isEqualTo(1);
    assertThat(SimulateOptions.builder(1_000_001).build().maps()).isEqualTo(2);
    assertThat(SimulateOptions.builder(Long.MAX_VALUE).build().maps()).isEqualTo(10_000);
  }

  @Test
  void allOptionsTravelWithAJob() {
    SimulateOptions ofKind =
        SimulateOptions.builder(10)
            .kind(SyntheticKind.SEVERE)
            .dimension(3)
            .experts(2)
            .firstRow(7)
            .seed(4)
            .label(true)
            .maps(5)
            .build();
    SimulateOptions ofModel = SimulateOptions.builder(10).build();

    assertThat(stored(ofKind)).usingRecursiveComparison().isEqualTo(ofKind);
    assertThat(stored(ofModel)).usingRecursiveComparison().isEqualTo(ofModel);
  }

  @Test
  void numbersOutOfRangeAreNamedWithTheirFlags() {
    refuses(SimulateOptions.builder(0), "--rows 0: must be at least 1");
    refuses(SimulateOptions.builder(1).maps(0), "--maps 0: must be at least 1");
    refuses(
        SimulateOptions.builder(1).kind(SyntheticKind.HARD).dimension(0),
        "--dimension 0: must be at least 1");
    refuses(
        SimulateOptions.builder(1).kind(SyntheticKind.HARD).experts(-2),
        "--experts -2: must be at least 1");
    refuses(
        SimulateOptions.builder(2).firstRow(Long.MAX_VALUE - 1),
        "--first-row 9223372036854775806: must not be negative, nor so great that rows cannot be"
            + " numbered");
    refuses(
        SimulateOptions.builder(1).experts(2),
        "--dimension and --experts go with --kind; a model has its own");
  }
}
