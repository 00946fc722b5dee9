package org.dmoe.run;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * What is written down of a submitted job.
 *
 * @param id its identity
 * @param name as the cluster's lists have it
 * @param user whose job it is
 */
record JobRecord(String id, String name, String user) {

  private static final String LOCAL = "job_local";

  static JobRecord of(Job job) throws IOException {
    return new JobRecord(job.getJobID().toString(), job.getJobName(), currentUser());
  }

  /** Whether it was one of the local runner's, which end with their program. */
  boolean isLocal() {
    return id.startsWith(LOCAL);
  }

  /**
   * Whether a job that the cluster knows by this identity is the one written down, and this user's.
   *
   * @param tag of its run
   */
  boolean isOf(Job job, String tag) throws IOException {
    String[] tags = job.getConfiguration().getTrimmedStrings(MRJobConfig.JOB_TAGS);
    return tag != null
        && Arrays.asList(tags).contains(tag)
        && job.getJobName().equals(name)
        && job.getUser().equals(user)
        && currentUser().equals(user);
  }

  private static String currentUser() throws IOException {
    return UserGroupInformation.getCurrentUser().getShortUserName();
  }
}
