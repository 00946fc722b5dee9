package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.table.ConfigurationKey;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions.Partition;
import org.junit.jupiter.api.Test;

class JobKeyTest {

  private final Configuration conf = new Configuration(false);

  @Test
  void namesSurviveTheConfigurationsOwnSyntax() {
    List<String> names = List.of("a,b", "${user.home}", " PM2.5 ", "ä", "", "100 %", "x+y");
    TableKey.FEATURES.set(conf, names);
    assertThat(TableKey.FEATURES.getList(conf)).isEqualTo(names);
    TableKey.RESPONSE.set(conf, "${user.home}, PM2.5");
    assertThat(TableKey.RESPONSE.get(conf)).isEqualTo("${user.home}, PM2.5");
    Map<String, String> map = Map.of("seed", "1", "input files", "${a},b=c");
    JobKey.PROVENANCE.set(conf, map);
    assertThat(JobKey.PROVENANCE.getMap(conf)).isEqualTo(map);
  }

  @Test
  void whatAUserSetsIsTakenAsItStands() {
    conf.set("dmoe.input.features", "a+b,50%,c d");
    assertThat(TableKey.FEATURES.getList(conf)).containsExactly("a+b", "50%", "c d");
    conf.set("dmoe.input.response", "y+1 %2B");
    assertThat(TableKey.RESPONSE.get(conf)).isEqualTo("y+1 %2B");
    TableKey.RESPONSE.set(conf, "z");
    assertThat(TableKey.RESPONSE.get(conf)).isEqualTo("z");
    TableKey.RESPONSE.clear(conf);
    assertThat(TableKey.RESPONSE.isSet(conf)).isFalse();
  }

  @Test
  void anEmptyListIsNotAListOfAnEmptyName() {
    TableKey.FEATURES.set(conf, List.of());
    assertThat(TableKey.FEATURES.getList(conf)).isEmpty();
  }

  @Test
  void defaultsHoldWhereNothingIsSet() {
    assertThat(JobKey.SUPPORT_SIZE.getInt(conf)).isEqualTo(10_000);
    assertThat(JobKey.GATE_RIDGE.getOptionalDouble(conf)).isEmpty();
    assertThat(TableKey.PARTITION.getEnum(conf, Partition.class)).isEqualTo(Partition.SPLIT);
    assertThat(JobKey.SEED.find(conf)).isEmpty();
    assertThatThrownBy(() -> JobKey.EXPERTS.getInt(conf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dmoe.fit.experts is not set");
  }

  @Test
  void valuesOfTheWrongKindAreNamed() {
    conf.set("dmoe.seed", "one");
    assertThatThrownBy(() -> JobKey.SEED.getLong(conf))
        .hasMessage("dmoe.seed is not a whole number: 'one'");
    conf.set("dmoe.input.partition", "half");
    assertThatThrownBy(() -> TableKey.PARTITION.getEnum(conf, Partition.class))
        .hasMessage("dmoe.input.partition is not one of [SPLIT, FILE]: 'half'");
  }

  @Test
  void keysAndFlagsAreUnique() {
    assertThat(JobKey.all().stream().map(ConfigurationKey::key)).doesNotHaveDuplicates();
    assertThat(JobKey.all().stream().map(ConfigurationKey::flag).flatMap(Optional::stream))
        .doesNotHaveDuplicates();
    assertThat(JobKey.ofFlag("--seed")).contains(JobKey.SEED);
    assertThat(JobKey.ofFlag("--none")).isEmpty();
  }
}
