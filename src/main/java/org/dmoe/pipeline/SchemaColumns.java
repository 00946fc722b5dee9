package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.describe.ColumnStatistics;
import org.dmoe.data.describe.SharedColumn;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;
import org.dmoe.table.in.TableOptions.MissingPolicy;

/** Covariates as a schema that sites share declares them, held against the rows of this site. */
final class SchemaColumns {

  private final SharedSchema schema;
  private final TableOptions options;

  SchemaColumns(TableOptions options) {
    this.options = options;
    this.schema = options.roles().schema().orElseThrow();
  }

  /**
   * The covariates: those named, or all of the schema that have no other part.
   *
   * @throws WrongOptionException if an option names a column that the schema does not have
   * @throws UnusableInputException naming the columns that cannot be covariates
   */
  FeatureSpec features() throws UnusableInputException {
    List<FeatureColumn> columns = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String name : chosen()) {
      SharedColumn column = schema.column(name).orElseThrow();
      if (column.isNumber() || column.isCategory()) {
        FeatureColumn.Use use = options.roles().use(name, options.features());
        columns.add(feature(column).withUse(use));
      } else {
        refused.add(name);
        shown.add("'%s' (%s)".formatted(name, column.type()));
      }
    }
    if (!refused.isEmpty()) {
      throw new UnusableInputException(
          "%s: cannot be covariates: %s; --exclude %s, or 'describe --categorical' at each site"
              .formatted(schema.name(), String.join(", ", shown), String.join(",", refused)));
    }
    if (columns.isEmpty()) {
      throw new WrongOptionException(
          "--schema %s: no column is left for a covariate".formatted(schema.name()));
    }
    try {
      FeatureSpec plain =
          new FeatureSpec(
                  columns, options.response().orElse(""), options.roles().weight().orElse(""))
              .withType(type());
      FeatureSpec spec = formula().isNone() ? plain : plain.withFormula(formula());
      return spec.withEquality(options.roles().equality());
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException("--schema " + schema.name() + ": " + e.getMessage(), e);
    }
  }

  /** Classes that are not given are the levels that the schema has of the response. */
  private ResponseType type() {
    ResponseType type = options.roles().response();
    Optional<SharedColumn> column = options.response().flatMap(schema::column);
    boolean category = column.filter(SharedColumn::isCategory).isPresent();
    boolean takesClasses =
        type.family().equals(ResponseType.CATEGORICAL)
            || (type.family().equals(ResponseType.BINOMIAL) && type.exposure().isEmpty());
    if (type.isText() || column.isEmpty() || (!category && !needsClasses(type))) {
      return type;
    }
    if (category && takesClasses) {
      return type.withClasses(List.copyOf(column.get().levels().keySet()));
    }
    String response = column.get().name();
    throw new IllegalArgumentException(
        category
            ? "the response '%s' is text with %d levels: --family categorical"
                .formatted(response, column.get().levels().size())
            : "the response '%s' has no classes there: 'describe --categorical %s' at each site, or --classes"
                .formatted(response, response));
  }

  private static boolean needsClasses(ResponseType type) {
    return type.family().equals(ResponseType.CATEGORICAL);
  }

  private FeatureColumn feature(SharedColumn column) {
    if (column.isCategory()) {
      return FeatureColumn.category(column.name(), List.copyOf(column.levels().keySet()));
    }
    FeatureColumn number =
        FeatureColumn.number(column.name())
            .withUnit(options.roles().units().getOrDefault(column.name(), column.unit()));
    return options.missing() == MissingPolicy.MEAN ? number.withMean(column.mean()) : number;
  }

  private List<String> chosen() throws WrongOptionException {
    requireDeclared(options.features(), "--features");
    requireDeclared(options.exclude(), "--exclude");
    requireDeclared(options.roles().gate().orElse(List.of()), "--gate-features");
    if (!options.features().isEmpty()) {
      return options.roles().withGate(options.features());
    }
    if (!formula().isNone()) {
      requireDeclared(formula().variables(), "--formula");
      return formula().variables();
    }
    return others();
  }

  private Formula formula() {
    return options.roles().formula().withOthers(others());
  }

  private List<String> others() {
    Set<String> others = new HashSet<>(options.exclude());
    options.response().ifPresent(others::add);
    options.roles().weight().ifPresent(others::add);
    options.roles().label().ifPresent(others::add);
    others.add(options.roles().response().exposure());
    return schema.names().stream()
        .filter(name -> !others.contains(name) && !ColumnNames.isRowNames(name))
        .toList();
  }

  private void requireDeclared(List<String> names, String option) throws WrongOptionException {
    for (String name : names) {
      if (schema.column(name).isEmpty()) {
        throw new WrongOptionException(
            "%s: '%s' is not a column of --schema %s%s"
                .formatted(
                    option, name, schema.name(), ColumnNames.suggestion(name, schema.names())));
      }
    }
  }

  /**
   * Looks at all rows whether they are as declared.
   *
   * @throws UnusableInputException naming columns that are missing or of another type, and levels
   *     that are not declared
   */
  void require(Configuration conf, TableFiles files, FeatureSpec features) throws IOException {
    Configuration own = new Configuration(conf);
    options.store(own);
    List<String> absent = new ArrayList<>(features.sources());
    absent.removeAll(files.columns(own).names());
    if (!absent.isEmpty()) {
      throw mismatch("it has columns that the rows lack: " + SharedSchema.quoted(absent));
    }
    TableStatistics statistics =
        DescribePipeline.statistics(own, files, options, features.sources());
    List<String> problems = new ArrayList<>();
    for (int c = 0; c < features.columns().size(); c++) {
      problems.addAll(problems(features.columns().get(c), statistics.column(c)));
    }
    if (!problems.isEmpty()) {
      throw mismatch(String.join("; ", problems));
    }
  }

  private List<String> problems(FeatureColumn declared, ColumnStatistics found) {
    if (!declared.isCategorical()) {
      return found.numbers() == 0 && found.texts() > 0
          ? List.of("'%s' is a number there and text in the rows".formatted(declared.name()))
          : List.of();
    }
    if (options.roles().unseen() == ColumnRoles.Unseen.REFERENCE) {
      return List.of();
    }
    if (found.hasManyLevels()) {
      return List.of(
          "'%s' has %d levels there and too many to count in the rows"
              .formatted(declared.name(), declared.levels().size()));
    }
    List<String> others = new ArrayList<>(found.levels().keySet());
    others.removeAll(declared.levels());
    return others.isEmpty()
        ? List.of()
        : List.of(
            "levels of '%s' that it lacks: %s (--unseen reference takes '%s' for them)"
                .formatted(declared.name(), SharedSchema.quoted(others), declared.levels().get(0)));
  }

  private UnusableInputException mismatch(String what) {
    return new UnusableInputException(
        "--schema %s: %s; 'describe --schemas' unites those of all sites"
            .formatted(schema.name(), what));
  }

  /**
   * @param known covariates of a model
   * @throws UnusableInputException if the schema declares one of them otherwise
   */
  void requireSame(FeatureSpec known) throws UnusableInputException {
    for (FeatureColumn column : known.columns()) {
      List<String> levels =
          schema
              .column(column.name())
              .filter(c -> c.isNumber() || c.isCategory())
              .map(c -> List.copyOf(c.levels().keySet()))
              .orElseThrow(
                  () -> mismatch("it lacks the model's column '%s'".formatted(column.name())));
      if (!levels.equals(column.levels())) {
        throw mismatch(
            "levels of '%s' are %s, the model's %s"
                .formatted(column.name(), levels, column.levels()));
      }
    }
  }
}
