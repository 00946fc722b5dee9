package org.dmoe.mapreduce.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/** What the cluster's lists call the jobs of a run. */
public final class JobNames {

  private JobNames() {}

  /** {@code dmoe STAGE}, with the user's {@code mapreduce.job.name} in the place of dmoe. */
  public static String of(Configuration conf, String stage) {
    String given = conf.getTrimmed(MRJobConfig.JOB_NAME, "");
    return (given.isEmpty() ? "dmoe" : given) + " " + stage;
  }
}
