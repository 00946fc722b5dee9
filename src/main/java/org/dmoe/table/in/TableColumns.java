package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.table.Paths;
import org.dmoe.table.TableKey;

/** Finds covariates and response in the headers of all files. */
final class TableColumns {

  private final Configuration conf;
  private final TableOptions options;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final FileSchemas schemas;

  TableColumns(Configuration conf, TableOptions options) {
    this.conf = conf;
    this.options = options;
    schemas = new FileSchemas(conf, warnings::add);
  }

  FeatureSpec resolve(TableFiles files) throws IOException {
    FeatureSpec spec = null;
    FileStatus first = null;
    for (Map.Entry<TableSchema, FileStatus> entry : schemas.of(files).entrySet()) {
      FileStatus file = entry.getValue();
      FeatureSpec found = select(entry.getKey(), file, first);
      if (spec == null) {
        spec = found;
        first = file;
      } else {
        ColumnChecks.requireSame(spec, first, found, file);
      }
    }
    return spec;
  }

  /** Columns of all files with what makes them unreadable. */
  TableContents all(TableFiles files) throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    Map<String, String> unreadable = new HashMap<>();
    Map<String, String> times = new HashMap<>();
    FileStatus first = null;
    for (Map.Entry<TableSchema, FileStatus> entry : schemas.of(files).entrySet()) {
      TableSchema schema = entry.getKey();
      FileStatus file = entry.getValue();
      if (first == null) {
        first = file;
        columns.addAll(schema.columns());
      }
      ColumnChecks.requireAll(schema.columns(), file, List.copyOf(columns), first);
      ColumnChecks.requireAll(List.copyOf(columns), first, schema.columns(), file);
      unreadable.putAll(schema.unreadable());
      schema.times().forEach((name, time) -> times.put(name, time.what()));
    }
    columns.stream().filter(ColumnNames::isRowNames).forEach(this::warnOfRowNames);
    return new TableContents(List.copyOf(columns), unreadable, times, List.copyOf(warnings));
  }

  /** What whoever asked for the columns should hear. */
  Set<String> warnings() {
    return Collections.unmodifiableSet(warnings);
  }

  private void warnOfRowNames(String column) {
    warnings.add(
        "column '%s' looks like row names and is not taken as a covariate (--features names covariates)"
            .formatted(column));
  }

  /**
   * @param first file; null where it is this one: only there a name can be a mistake of the command
   *     line, of later files it is their flaw
   */
  private FeatureSpec select(TableSchema schema, FileStatus file, FileStatus first)
      throws IOException {
    try {
      requireOptions(schema);
    } catch (IllegalArgumentException e) {
      String reason = Paths.shown(file.getPath()) + ": " + e.getMessage();
      throw first == null
          ? new WrongOptionException(reason, e)
          : new UnusableInputException(reason, e);
    }
    try {
      FeatureSpec spec =
          options
              .roles()
              .known()
              .map(known -> present(known, schema))
              .orElseGet(() -> found(schema));
      requireCovariate(spec, file);
      schema.requireReadable(spec.sources());
      schema.requireReadable(List.of(spec.response(), spec.weight(), spec.type().exposure()));
      schema.requireReadable(TableKey.TEXT_COLUMNS.getList(conf));
      return withTimes(spec, schema);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(Paths.shown(file.getPath()) + ": " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException if an option names a column that is not there, or in vain
   */
  private void requireOptions(TableSchema schema) {
    requireTexts(schema.columns());
    Optional<FeatureSpec> known = options.roles().known();
    if (known.isPresent()) {
      ColumnChecks.requirePresent(
          schema, foreign(options.response(), known.get().response()), "response");
      ColumnChecks.requirePresent(
          schema, foreign(options.roles().weight(), known.get().weight()), "weight");
      inRoles(known.get());
    } else {
      found(schema);
      ColumnNames.require(schema.columns(), options.times(), "--time column");
      schema.requireTimes(options.times());
    }
  }

  /** A name that is not the model's own. */
  private static Optional<String> foreign(Optional<String> named, String own) {
    return named.filter(name -> !name.equals(own));
  }

  /** Dates and times are numbers where that is asked for, by an option or the model. */
  private FeatureSpec withTimes(FeatureSpec spec, TableSchema schema) {
    boolean known = options.roles().known().isPresent();
    Set<String> asked = new HashSet<>(options.times());
    if (known) {
      spec.columns().stream()
          .filter(column -> TimeType.UNITS.contains(column.unit()))
          .forEach(column -> asked.add(column.name()));
    }
    List<String> numbers = new ArrayList<>(spec.numbers());
    numbers.removeAll(options.roles().categorical());
    if (!spec.type().family().equals(ResponseType.CATEGORICAL)) {
      numbers.add(spec.response());
    }
    numbers.add(spec.weight());
    numbers.add(spec.type().exposure());
    schema.requireNumbers(numbers, asked);
    return known
        ? spec
        : spec.withColumns(spec.columns().stream().map(c -> withUnit(c, schema)).toList());
  }

  private FeatureColumn withUnit(FeatureColumn column, TableSchema schema) {
    return options.times().contains(column.name())
        ? column.withUnit(schema.time(column.name()).unit())
        : column;
  }

  private FeatureSpec present(FeatureSpec known, TableSchema schema) {
    FeatureSpec spec = inRoles(known);
    FeatureSpec.select(schema.columns(), spec.response(), spec.sources(), List.of());
    ColumnChecks.requirePresent(schema, options.roles().weight(), "weight");
    ColumnChecks.requirePresent(schema, exposure(spec.type()), ColumnChecks.EXPOSURE);
    return spec;
  }

  private FeatureSpec inRoles(FeatureSpec known) {
    return known
        .withResponse(options.response().orElse(""))
        .withWeight(options.roles().weight().orElse(""));
  }

  private FeatureSpec found(TableSchema schema) {
    ColumnRoles roles = options.roles();
    requirePresent(schema);
    List<String> excluded = new ArrayList<>(options.exclude());
    roles.weight().ifPresent(excluded::add);
    roles.label().ifPresent(excluded::add);
    exposure(roles.response()).ifPresent(excluded::add);
    excludeRowNames(schema, excluded);
    Formula formula = roles.formula().withOthers(others(schema, excluded));
    List<String> named =
        formula.isNone() ? roles.withGate(options.features()) : formula.variables();
    FeatureSpec spec =
        FeatureSpec.select(schema.columns(), options.response().orElse(""), named, excluded)
            .withWeight(roles.weight().orElse(""))
            .withType(roles.response());
    ColumnChecks.requireCovariates(spec, roles.gate().orElse(List.of()), "--gate-features");
    spec = formula.isNone() ? inParts(spec) : spec.withFormula(formula);
    spec = spec.withEquality(roles.equality());
    ColumnChecks.requireCovariates(spec, roles.categorical(), "--categorical");
    ColumnChecks.requireCovariates(spec, roles.units().keySet(), "--units");
    if (roles.label().filter(options.features()::contains).isPresent()) {
      throw new IllegalArgumentException("'" + roles.label().get() + "' is both label and feature");
    }
    return spec;
  }

  private static Optional<String> exposure(ResponseType type) {
    return Optional.of(type.exposure()).filter(column -> !column.isEmpty());
  }

  /** Columns that a dot in a formula stands for. */
  private static List<String> others(TableSchema schema, List<String> excluded) {
    List<String> others = new ArrayList<>(schema.columns());
    others.removeAll(excluded);
    return others;
  }

  /** Columns as those of gate or experts. */
  private FeatureSpec inParts(FeatureSpec spec) {
    List<String> experts = options.features();
    return options.roles().gate().isEmpty()
        ? spec
        : spec.withColumns(
            spec.columns().stream()
                .map(column -> column.withUse(options.roles().use(column.name(), experts)))
                .toList());
  }

  /** Row names are covariates only where they are named as such. */
  private void excludeRowNames(TableSchema schema, List<String> excluded) {
    if (!options.features().isEmpty()) {
      return;
    }
    for (String column : schema.columns()) {
      boolean used =
          options.response().filter(column::equals).isPresent()
              || options.roles().categorical().contains(column)
              || excluded.contains(column);
      if (ColumnNames.isRowNames(column) && !used) {
        excluded.add(column);
        warnOfRowNames(column);
      }
    }
  }

  private void requirePresent(TableSchema schema) {
    ColumnChecks.requirePresent(schema, options.roles().weight(), "weight");
    ColumnChecks.requirePresent(schema, options.roles().label(), "label");
    ColumnChecks.requirePresent(
        schema, exposure(options.roles().response()), ColumnChecks.EXPOSURE);
  }

  private void requireCovariate(FeatureSpec spec, FileStatus file) throws UnusableInputException {
    if (options.roles().known().isPresent() || spec.dimension() > 0) {
      return;
    }
    String reason = Paths.shown(file.getPath()) + ": no column is left for a covariate";
    throw options.exclude().isEmpty()
        ? new UnusableInputException(reason)
        : new WrongOptionException(reason);
  }

  private void requireTexts(List<String> header) {
    for (String text : TableKey.TEXT_COLUMNS.getList(conf)) {
      if (!header.contains(text)) {
        throw new IllegalArgumentException(
            "there is no column '%s'%s".formatted(text, ColumnNames.suggestion(text, header)));
      }
    }
  }
}
