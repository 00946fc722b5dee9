package org.dmoe.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.mapreduce.input.TableOptions.Partition;
import org.junit.jupiter.api.Test;

class DmoeKeyTest {

  private final Configuration conf = new Configuration(false);

  @Test
  void namesSurviveTheConfigurationsOwnSyntax() {
    List<String> names = List.of("a,b", "${user.home}", " PM2.5 ", "ä", "", "100 %", "x+y");
    DmoeKey.FEATURES.set(conf, names);
    assertThat(DmoeKey.FEATURES.getList(conf)).isEqualTo(names);
    DmoeKey.RESPONSE.set(conf, "${user.home}, PM2.5");
    assertThat(DmoeKey.RESPONSE.get(conf)).isEqualTo("${user.home}, PM2.5");
    Map<String, String> map = Map.of("seed", "1", "input files", "${a},b=c");
    DmoeKey.PROVENANCE.set(conf, map);
    assertThat(DmoeKey.PROVENANCE.getMap(conf)).isEqualTo(map);
  }

  @Test
  void anEmptyListIsNotAListOfAnEmptyName() {
    DmoeKey.FEATURES.set(conf, List.of());
    assertThat(DmoeKey.FEATURES.getList(conf)).isEmpty();
  }

  @Test
  void defaultsHoldWhereNothingIsSet() {
    assertThat(DmoeKey.SUPPORT_SIZE.getInt(conf)).isEqualTo(2000);
    assertThat(DmoeKey.GATE_RIDGE.getDouble(conf)).isNaN();
    assertThat(DmoeKey.PARTITION.getEnum(conf, Partition.class)).isEqualTo(Partition.SPLIT);
    assertThat(DmoeKey.SEED.find(conf)).isEmpty();
    assertThatThrownBy(() -> DmoeKey.EXPERTS.getInt(conf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dmoe.fit.experts is not set");
  }

  @Test
  void valuesOfTheWrongKindAreNamed() {
    conf.set("dmoe.seed", "one");
    assertThatThrownBy(() -> DmoeKey.SEED.getLong(conf))
        .hasMessage("dmoe.seed is not a whole number: 'one'");
    conf.set("dmoe.input.partition", "half");
    assertThatThrownBy(() -> DmoeKey.PARTITION.getEnum(conf, Partition.class))
        .hasMessage("dmoe.input.partition is not one of [SPLIT, FILE]: 'half'");
  }

  @Test
  void keysAndFlagsAreUnique() {
    assertThat(Arrays.stream(DmoeKey.values()).map(DmoeKey::key)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(DmoeKey.values()).map(DmoeKey::flag).flatMap(Optional::stream))
        .doesNotHaveDuplicates();
    assertThat(DmoeKey.ofFlag("--seed")).contains(DmoeKey.SEED);
    assertThat(DmoeKey.ofFlag("--none")).isEmpty();
  }
}
