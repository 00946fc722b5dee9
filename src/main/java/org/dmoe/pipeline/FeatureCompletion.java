package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.describe.ColumnStatistics;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;
import org.dmoe.table.in.TableOptions.MissingPolicy;

/** Finds what is to be known of covariates in a pass over the rows: levels and means. */
final class FeatureCompletion {

  private final Configuration conf;
  private final TableFiles files;
  private final TableOptions options;
  private final ColumnRoles roles;

  FeatureCompletion(Configuration conf, TableFiles files, TableOptions options) {
    this.conf = conf;
    this.files = files;
    this.options = options;
    this.roles = options.roles();
  }

  /**
   * @param found names of covariates, response and weight
   * @throws UnusableInputException if a category has no or too many levels, or a column no mean
   */
  FeatureSpec complete(FeatureSpec found) throws IOException {
    List<String> unknown = found.sources().stream().filter(this::isUnknown).toList();
    TableStatistics statistics =
        unknown.isEmpty() ? null : DescribePipeline.statistics(conf, files, options, unknown);
    List<FeatureColumn> columns = new ArrayList<>();
    for (FeatureColumn source : found.columns()) {
      String name = source.name();
      int index = unknown.indexOf(name);
      FeatureColumn column = index < 0 ? given(name) : learned(name, statistics.column(index));
      columns.add(
          column.withUnit(roles.units().getOrDefault(name, source.unit())).withUse(source.use()));
    }
    return withTerms(found, columns);
  }

  private static FeatureSpec withTerms(FeatureSpec found, List<FeatureColumn> columns)
      throws IOException {
    FeatureSpec completed = withColumns(found, columns);
    try {
      return completed.withFormula(found.formula());
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException("--formula: " + e.getMessage(), e);
    }
  }

  private static FeatureSpec withColumns(FeatureSpec found, List<FeatureColumn> columns)
      throws UnusableInputException {
    try {
      return found.withColumns(columns);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException("--categorical: " + e.getMessage(), e);
    }
  }

  private boolean isUnknown(String name) {
    return roles.categorical().contains(name)
        ? !roles.levels().containsKey(name)
        : options.missing() == MissingPolicy.MEAN;
  }

  private FeatureColumn given(String name) {
    return roles.categorical().contains(name)
        ? FeatureColumn.category(name, roles.levels().get(name))
        : FeatureColumn.number(name);
  }

  private FeatureColumn learned(String name, ColumnStatistics statistics)
      throws UnusableInputException {
    return roles.categorical().contains(name) ? category(name, statistics) : mean(name, statistics);
  }

  private static FeatureColumn category(String name, ColumnStatistics statistics)
      throws UnusableInputException {
    if (statistics.hasManyLevels()) {
      throw new UnusableInputException(
          "--categorical: column '" + name + "' has too many levels to be a category");
    }
    List<String> levels = List.copyOf(statistics.levels().keySet());
    if (levels.isEmpty()) {
      throw new UnusableInputException("--categorical: column '" + name + "' is empty");
    }
    return FeatureColumn.category(name, levels);
  }

  private static FeatureColumn mean(String name, ColumnStatistics statistics)
      throws UnusableInputException {
    if (statistics.numbers() == 0) {
      throw new UnusableInputException(
          "--missing mean: column '" + name + "' holds no number to take the mean of");
    }
    return FeatureColumn.number(name).withMean(statistics.mean());
  }
}
