package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.input.TableFiles;
import org.dmoe.mapreduce.input.TableOptions;

/**
 * Rows to read: the paths as given, the files they stand for, and the columns that were found.
 *
 * @param inputs as given
 * @param files they stand for
 * @param options with the covariates by name
 * @param features covariates and response
 */
record Table(
    List<Path> inputs, List<FileStatus> files, TableOptions options, FeatureSpec features) {

  /**
   * Looks at the files' headers and, where levels or means are wanted that are not given, at all
   * rows.
   *
   * @throws org.dmoe.mapreduce.UnusableInputException if files or columns are missing
   */
  static Table open(Configuration conf, List<Path> inputs, TableOptions options)
      throws IOException {
    List<FileStatus> files = TableFiles.list(conf, inputs);
    FeatureSpec features = TableFiles.resolve(conf, files, options);
    if (options.roles().known().isEmpty()) {
      features = new FeatureCompletion(conf, inputs, options).complete(features);
    }
    TableOptions named =
        options.withExclude(List.of()).withFeatures(features.sources()).withKnown(features);
    return new Table(inputs, files, named, features);
  }

  /** This table's configuration of a job. */
  Configuration configure(Configuration conf) {
    Configuration copy = new Configuration(conf);
    options.store(copy);
    return copy;
  }

  /** Bytes of all files. */
  long length() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }
}
