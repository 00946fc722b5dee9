package org.dmoe.mapreduce.job;

import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Who has set something in a job's configuration. */
final class Settings {

  private static final Set<String> DEFAULTS = Set.of("mapred-default.xml", "yarn-default.xml");

  /** Files that speak for the cluster, not for the user. */
  private static final Set<String> CLUSTER_FILES =
      Set.of(
          "mapred-default.xml",
          "mapred-site.xml",
          "yarn-default.xml",
          "yarn-site.xml",
          "core-default.xml",
          "core-site.xml");

  private Settings() {}

  /** Whether somebody else than the cluster's files has set it. */
  static boolean isChosen(Configuration conf, String key) {
    return isSetBeside(CLUSTER_FILES, conf, key);
  }

  /** Whether anybody has set it, the cluster's files included. */
  static boolean isSet(Configuration conf, String key) {
    return isSetBeside(DEFAULTS, conf, key);
  }

  private static boolean isSetBeside(Set<String> files, Configuration conf, String key) {
    if (conf.get(key) == null) {
      return false; // what was unset keeps its sources
    }
    String[] sources = conf.getPropertySources(key);
    if (sources == null || sources.length == 0) {
      return true;
    }
    String last = sources[sources.length - 1];
    return !files.contains(last.substring(last.lastIndexOf('/') + 1));
  }
}
