package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.Test;

class LeanJvmsTest {

  private static final String MAP = "mapreduce.map.java.opts";
  private static final String REDUCE = "mapreduce.reduce.java.opts";
  private static final String MASTER = "yarn.app.mapreduce.am.command-opts";

  private final Configuration conf = new JobConf();

  @Test
  void theClustersOptionsGetTheSerialCollectorAndALateCompiler() {
    SiteFile.set(conf, MAP, "-Dx=y");
    LeanJvms.use(conf);
    assertThat(conf.get(MAP)).startsWith("-Dx=y -XX:+UseSerialGC ").contains("-XX:Tier4");
    assertThat(conf.get(REDUCE)).startsWith("-XX:+UseSerialGC ").contains("-XX:Tier4");
    assertThat(conf.get(MASTER)).startsWith("-Xmx1024m -XX:+UseSerialGC ").contains("-XX:Tier4");
  }

  /** Java does not start with two collectors. */
  @Test
  void whatTheClusterHasSaidStays() {
    SiteFile.set(conf, MAP, "-XX:+UseParallelGC -XX:TieredStopAtLevel=1");
    SiteFile.set(conf, "mapreduce.admin.reduce.child.java.opts", "-XX:+UseG1GC");
    LeanJvms.use(conf);
    assertThat(conf.get(MAP)).isEqualTo("-XX:+UseParallelGC -XX:TieredStopAtLevel=1");
    assertThat(conf.get(REDUCE)).contains("-XX:Tier4").doesNotContain("GC");
  }

  @Test
  void whatTheUserHasSaidStays() {
    conf.set(MAP, "-Xmx100m");
    LeanJvms.use(conf);
    assertThat(conf.get(MAP)).isEqualTo("-Xmx100m");
    assertThat(conf.get(REDUCE)).contains("SerialGC");
    Configuration old = new JobConf();
    old.set("mapred.child.java.opts", "-Xmx100m");
    LeanJvms.use(old);
    assertThat(old.get(REDUCE)).isNull();
  }
}
