package org.dmoe.mapreduce.fit;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Fits a mixture to each split and aggregates them. */
public final class FitJob {

  private FitJob() {}

  public static Job create(
      Configuration conf, List<Path> inputs, Path support, Path output, FitJobOptions options)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
