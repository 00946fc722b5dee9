package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/** Scores several models on a table in one pass. */
public final class EvaluateJob {

  private EvaluateJob() {}

  public static Job create(Configuration conf, List<Path> inputs, List<Path> models, Path output)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
