package org.dmoe.mapreduce.job;

import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * The collector of a job's JVMs. Each has one thread that works and a heap that is small, while
 * Java chooses by the size of the whole machine: the serial collector starts faster and takes no
 * further threads and memory. What the user has said of a JVM's options stays, and so does a
 * collector that the cluster's files name.
 */
final class LeanJvms {

  private static final String COLLECTOR = "-XX:+UseSerialGC";
  private static final Pattern ANY_COLLECTOR = Pattern.compile("-XX:[+-]Use\\w+GC\\b");

  private static final String CHILD_OPTS = "mapred.child.java.opts";
  private static final String ADMIN_MAP_OPTS = "mapreduce.admin.map.child.java.opts";
  private static final String ADMIN_REDUCE_OPTS = "mapreduce.admin.reduce.child.java.opts";
  private static final String ADMIN_MASTER_OPTS = "yarn.app.mapreduce.am.admin-command-opts";

  private LeanJvms() {}

  /** For a job on a cluster, before it is submitted. */
  static void use(Configuration job) {
    if (!Settings.isChosen(job, CHILD_OPTS)) {
      String child = job.get(CHILD_OPTS, "");
      use(job, MRJobConfig.MAP_JAVA_OPTS, child, ADMIN_MAP_OPTS);
      use(job, MRJobConfig.REDUCE_JAVA_OPTS, child, ADMIN_REDUCE_OPTS);
    }
    String master = MRJobConfig.DEFAULT_MR_AM_COMMAND_OPTS;
    use(job, MRJobConfig.MR_AM_COMMAND_OPTS, master, ADMIN_MASTER_OPTS);
  }

  /** Options of the application master, with the collector. */
  static String ofMaster(Configuration job, String options) {
    return lean(options, job.get(ADMIN_MASTER_OPTS, ""));
  }

  private static void use(Configuration job, String key, String otherwise, String adminKey) {
    if (!Settings.isChosen(job, key)) {
      job.set(key, lean(job.get(key, otherwise), job.get(adminKey, "")));
    }
  }

  private static String lean(String options, String ofAdmin) {
    boolean named = ANY_COLLECTOR.matcher(options + " " + ofAdmin).find();
    return named ? options : (options + " " + COLLECTOR).strip();
  }
}
