package org.dmoe.run;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;

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
   * Whether what the cluster knows by this identity is the job written down, and this user's. A
   * job's own configuration would not do: clients see it only while its files are local.
   *
   * @param tag of its run
   */
  boolean isOf(ApplicationReport known, String tag) throws IOException {
    return tag != null
        && known.getApplicationTags().contains(tag)
        && known.getName().equals(name)
        && known.getUser().equals(user)
        && currentUser().equals(user);
  }

  /** As the resource manager knows it. */
  ApplicationId application() {
    JobID job = JobID.forName(id);
    return ApplicationId.newInstance(Long.parseLong(job.getJtIdentifier()), job.getId());
  }

  private static String currentUser() throws IOException {
    return UserGroupInformation.getCurrentUser().getShortUserName();
  }
}
