package org.dmoe.mapreduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.mapreduce.job.JobRuns;
import org.dmoe.table.in.TableOptions;

/** Runs jobs inside the test, on local files. */
public final class LocalRunner {

  private final Path temporary;
  private final List<String> console = new ArrayList<>();

  /**
   * @param temporary directory for everything the runner writes
   */
  public LocalRunner(Path temporary) {
    this.temporary = temporary;
  }

  /** A configuration of the local runner with so many map threads. */
  public Configuration conf(int threads, TableOptions table) {
    Configuration conf = new Configuration();
    conf.set("fs.defaultFS", "file:///");
    conf.set("mapreduce.framework.name", "local");
    conf.set("hadoop.tmp.dir", temporary.resolve("hadoop").toString());
    conf.setInt("mapreduce.local.map.tasks.maximum", threads);
    table.store(conf);
    return conf;
  }

  /** One thread, response y. */
  public Configuration conf() {
    return conf(1, TableOptions.of("y"));
  }

  public Counters run(Job job) throws IOException {
    return JobRuns.run(job, console::add, Tables.hadoop(temporary.resolve("errors")));
  }

  /** What the last jobs printed. */
  public List<String> console() {
    return console;
  }
}
