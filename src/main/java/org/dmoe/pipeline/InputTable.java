package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.StringUtils.TraditionalBinaryPrefix;
import org.dmoe.data.FeatureSpec;
import org.dmoe.run.Output;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/**
 * Rows to read: the files, and the columns that were found.
 *
 * @param files as they were listed
 * @param options with the covariates by name
 * @param features covariates and response
 */
public record InputTable(TableFiles files, TableOptions options, FeatureSpec features) {

  /** As {@link #open(Configuration, TableFiles, TableOptions, Consumer)}, of files to be listed. */
  static InputTable open(
      Configuration conf, List<Path> inputs, TableOptions options, Consumer<String> console)
      throws IOException {
    return open(conf, TableFiles.list(conf, inputs, console), options, console);
  }

  /**
   * Looks at the files' headers and, where levels or means are wanted that are not given, at all
   * rows.
   *
   * @param console hears of columns that are not what they may seem
   * @throws org.dmoe.model.UnusableInputException if files or columns are missing
   */
  static InputTable open(
      Configuration conf, TableFiles files, TableOptions options, Consumer<String> console)
      throws IOException {
    if (options.roles().schema().isPresent()) {
      return openBySchema(conf, files, options, console);
    }
    FeatureSpec features = files.resolve(conf, options, console);
    TableOptions declared = options;
    if (options.roles().known().isEmpty()) {
      declared = new TextColumns(conf, files, options).declared(features);
      features = new FeatureCompletion(conf, files, declared).complete(features);
      features = new ResponseCompletion(conf, files, declared).complete(features);
    }
    return new InputTable(files, named(declared, features), features);
  }

  private static InputTable openBySchema(
      Configuration conf, TableFiles files, TableOptions options, Consumer<String> console)
      throws IOException {
    SchemaColumns schema = new SchemaColumns(options);
    FeatureSpec declared = schema.features();
    schema.require(conf, files, declared);
    FeatureSpec features = files.resolve(conf, options.withKnown(declared), console);
    return new InputTable(files, named(options, features), features);
  }

  private static TableOptions named(TableOptions options, FeatureSpec features) {
    ColumnRoles roles = options.roles().toBuilder().noSchema().build();
    return options.toBuilder()
        .exclude(List.of())
        .features(features.sources())
        .roles(roles)
        .build()
        .withKnown(features);
  }

  /** The same rows by other covariates. */
  InputTable with(FeatureSpec others) {
    return new InputTable(files, named(options, others), others);
  }

  /**
   * One line for the console.
   *
   * @param what the rows are for
   */
  String description(String what) {
    return "%s rows: %d file%s (%s), response %s, %d feature%s"
        .formatted(
            what,
            files.byIdentity().size(),
            files.byIdentity().size() == 1 ? "" : "s",
            TraditionalBinaryPrefix.long2String(length(), "B", 1),
            features.response(),
            features.dimension(),
            features.dimension() == 1 ? "" : "s");
  }

  /** This table's configuration of a job. */
  Configuration configure(Configuration conf) {
    Configuration copy = new Configuration(conf);
    options.store(copy);
    return copy;
  }

  /**
   * @throws org.dmoe.run.UnusableOutputException if the output and these rows are not apart
   */
  void requireApart(Configuration conf, Output output) throws IOException {
    output.requireApart(conf, files.directories(), files.all());
  }

  /** Bytes of all files. */
  long length() {
    return files.bytes();
  }
}
