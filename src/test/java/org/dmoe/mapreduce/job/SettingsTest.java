package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final String KEY = "mapreduce.map.cpu.vcores";

  private final Configuration conf = new JobConf();

  @Test
  void hadoopsDefaultIsNobodysWish() {
    assertThat(conf.get(KEY)).isEqualTo("1");
    assertThat(Settings.isSet(conf, KEY)).isFalse();
    assertThat(Settings.isChosen(conf, KEY)).isFalse();
  }

  @Test
  void theClustersFileIsNotTheUsersWish() {
    SiteFile.set(conf, KEY, "2");
    assertThat(Settings.isSet(conf, KEY)).isTrue();
    assertThat(Settings.isChosen(conf, KEY)).isFalse();
  }

  @Test
  void theUserHasTheLastWord() {
    SiteFile.set(conf, KEY, "2");
    conf.set(KEY, "3");
    assertThat(Settings.isSet(conf, KEY)).isTrue();
    assertThat(Settings.isChosen(conf, KEY)).isTrue();
  }

  @Test
  void whatIsTakenBackIsNotSet() {
    conf.set(KEY, "3");
    conf.unset(KEY);
    assertThat(Settings.isSet(conf, KEY)).isFalse();
    assertThat(Settings.isChosen(conf, KEY)).isFalse();
    assertThat(Settings.isSet(conf, "some.key.that.nobody.knows")).isFalse();
  }
}
