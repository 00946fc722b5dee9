package org.dmoe.mapreduce.sample;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Draws the supporting sample into {@code support.csv} of its output. */
public final class SampleJob {

  private SampleJob() {}

  public static Job create(
      Configuration conf, List<Path> inputs, Path output, int supportSize, long seed)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
