package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.evaluate.EvaluateJob;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions;

/**
 * The rows of a fit.
 *
 * @param training what is fitted
 * @param test what the result is scored on, read by the training rows' columns
 */
record FitTables(InputTable training, Optional<InputTable> test) {

  /**
   * Looks at the rows' files.
   *
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be, or
   *     the output lies among them
   */
  static FitTables open(Configuration conf, FitRequest request, Consumer<String> console)
      throws IOException {
    InputTable training = training(conf, request, console);
    Optional<InputTable> test = test(conf, request, training);
    training.requireApart(conf, request.output());
    if (test.isPresent()) {
      test.get().requireApart(conf, request.output());
    }
    return new FitTables(training, test);
  }

  /** The same rows by other covariates. */
  FitTables with(FeatureSpec features) {
    return new FitTables(training.with(features), test.map(table -> table.with(features)));
  }

  /** A line each. */
  List<String> descriptions() {
    List<String> lines = new ArrayList<>(List.of(training.description("training")));
    test.ifPresent(table -> lines.add(table.description("test")));
    return lines;
  }

  /** A column that rows are divided by is a covariate only where it is named as one. */
  private static InputTable training(
      Configuration conf, FitRequest request, Consumer<String> console) throws IOException {
    if (!request.isByColumn()) {
      return InputTable.open(conf, request.source().paths(), request.source().table(), console);
    }
    String column = request.division().orElseThrow().column();
    Configuration looking = new Configuration(conf);
    TableKey.TEXT_COLUMNS.set(looking, List.of(column));
    return InputTable.open(looking, request.source().paths(), without(column, request), console);
  }

  private static TableOptions without(String column, FitRequest request) {
    TableOptions table = request.source().table();
    if (!table.features().isEmpty() || table.exclude().contains(column)) {
      return table;
    }
    List<String> exclude = new ArrayList<>(table.exclude());
    exclude.add(column);
    return table.toBuilder().exclude(exclude).build();
  }

  private static Optional<InputTable> test(
      Configuration conf, FitRequest request, InputTable training) throws IOException {
    if (request.tests().isEmpty()) {
      return Optional.empty();
    }
    Configuration looking = new Configuration(conf);
    training.options().store(looking);
    EvaluateJob.keepLabel(looking);
    return Optional.of(InputTable.open(looking, request.tests(), training.options(), line -> {}));
  }
}
