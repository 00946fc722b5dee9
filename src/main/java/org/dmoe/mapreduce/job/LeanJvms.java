package org.dmoe.mapreduce.job;

import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * Java's options for a job's JVMs, which live for seconds and have one thread that works. The
 * serial collector takes no further threads, and the optimising compiler waits until code is really
 * hot: together a quarter less CPU time on a small table. What the user has said of a JVM's options
 * stays, and so do a collector and settings of the compiler that the cluster's files have.
 */
final class LeanJvms {

  private static final String COLLECTOR = "-XX:+UseSerialGC";
  private static final Pattern ANY_COLLECTOR = Pattern.compile("-XX:[+-]Use\\w+GC\\b");

  private static final String COMPILER =
      "-XX:+IgnoreUnrecognizedVMOptions -XX:Tier4InvocationThreshold=50000"
          + " -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000"
          + " -XX:Tier4BackEdgeThreshold=400000";

  private static final Pattern ANY_COMPILER = Pattern.compile("-XX:[+-]?Tier|-Xint|-Xcomp");

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

  /** Options of the application master, made lean too. */
  static String ofMaster(Configuration job, String options) {
    return lean(options, job.get(ADMIN_MASTER_OPTS, ""));
  }

  private static void use(Configuration job, String key, String otherwise, String adminKey) {
    if (!Settings.isChosen(job, key)) {
      job.set(key, lean(job.get(key, otherwise), job.get(adminKey, "")));
    }
  }

  private static String lean(String options, String ofAdmin) {
    String all = options + " " + ofAdmin;
    StringBuilder lean = new StringBuilder(options);
    if (!ANY_COLLECTOR.matcher(all).find()) {
      lean.append(' ').append(COLLECTOR);
    }
    if (!ANY_COMPILER.matcher(all).find()) {
      lean.append(' ').append(COMPILER);
    }
    return lean.toString().strip();
  }
}
