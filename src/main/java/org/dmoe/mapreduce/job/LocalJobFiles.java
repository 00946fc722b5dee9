package org.dmoe.mapreduce.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.security.UserGroupInformation;

/** Files between map and reduce, which the local runner leaves where a task is stopped. */
final class LocalJobFiles {

  private static final String LOCAL = "local";
  private static final String DIRECTORY = "localRunner/%s/jobcache/%s";

  private LocalJobFiles() {}

  static void remove(Job job) throws IOException {
    JobID id = job.getJobID();
    if (id == null || !id.getJtIdentifier().startsWith(LOCAL)) {
      return;
    }
    Configuration conf = job.getConfiguration();
    FileSystem fs = FileSystem.getLocal(conf);
    String user = UserGroupInformation.getCurrentUser().getShortUserName();
    for (String root : conf.getTrimmedStrings(MRConfig.LOCAL_DIR)) {
      fs.delete(new Path(root, DIRECTORY.formatted(user, id)), true);
    }
  }
}
