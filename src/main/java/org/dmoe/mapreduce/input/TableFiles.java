package org.dmoe.mapreduce.input;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureSpec;

/** The files a table is made of. */
public final class TableFiles {

  private TableFiles() {}

  public static List<FileStatus> list(Configuration conf, List<Path> inputs) throws IOException {
    throw new UnsupportedOperationException();
  }

  public static FeatureSpec resolve(
      Configuration conf, List<FileStatus> files, TableOptions options) throws IOException {
    throw new UnsupportedOperationException();
  }

  public static String identity(Path inputRoot, Path file) {
    throw new UnsupportedOperationException();
  }
}
