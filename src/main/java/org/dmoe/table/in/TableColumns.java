package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.dmoe.data.FeatureSpec;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;
import org.dmoe.table.TableKey;

/** Finds covariates and response in the headers of all files. */
final class TableColumns {

  private final Configuration conf;
  private final TableOptions options;

  TableColumns(Configuration conf, TableOptions options) {
    this.conf = conf;
    this.options = options;
  }

  FeatureSpec resolve(List<FileStatus> files) throws IOException {
    FeatureSpec spec = null;
    FileStatus first = null;
    for (FileStatus file : files) {
      Optional<TableSchema> schema = TableFormat.schema(conf, file.getPath());
      if (schema.isEmpty()) {
        continue;
      }
      FeatureSpec found = select(schema.get(), file);
      if (spec == null) {
        spec = found;
        first = file;
      } else {
        requireSame(spec, first, found, file);
      }
    }
    if (spec == null) {
      throw nothing(files);
    }
    return spec;
  }

  /** Columns of all files with what makes them unreadable. */
  static Map<String, Optional<String>> all(Configuration conf, List<FileStatus> files)
      throws IOException {
    Map<String, Optional<String>> columns = new LinkedHashMap<>();
    FileStatus first = null;
    for (FileStatus file : files) {
      Optional<TableSchema> schema = TableFormat.schema(conf, file.getPath());
      if (schema.isEmpty()) {
        continue;
      }
      List<String> names = schema.get().columns();
      if (first == null) {
        first = file;
        names.forEach(name -> columns.put(name, Optional.empty()));
      }
      requireAll(names, file, List.copyOf(columns.keySet()), first);
      requireAll(List.copyOf(columns.keySet()), first, names, file);
      schema.get().unreadable().forEach((name, what) -> columns.put(name, Optional.of(what)));
    }
    if (first == null) {
      throw nothing(files);
    }
    return columns;
  }

  private static UnusableInputException nothing(List<FileStatus> files) {
    return new UnusableInputException(
        Paths.shown(files.get(0).getPath()) + ": the input has no header and no rows");
  }

  private FeatureSpec select(TableSchema schema, FileStatus file) throws IOException {
    requireTexts(schema.columns(), file);
    try {
      FeatureSpec spec = options.roles().known().map(known -> present(known, schema)).orElse(null);
      if (spec == null) {
        spec = found(schema);
        requireCovariate(spec, file);
      }
      schema.requireReadable(spec.sources());
      schema.requireReadable(List.of(spec.response(), spec.weight()));
      schema.requireReadable(TableKey.TEXT_COLUMNS.getList(conf));
      return spec;
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(Paths.shown(file.getPath()) + ": " + e.getMessage(), e);
    }
  }

  private FeatureSpec present(FeatureSpec known, TableSchema schema) {
    Optional<String> weight = options.roles().weight();
    FeatureSpec spec =
        known.withResponse(options.response().orElse("")).withWeight(weight.orElse(""));
    FeatureSpec.select(schema.columns(), spec.response(), spec.sources(), List.of());
    requirePresent(schema, weight, "weight");
    return spec;
  }

  private FeatureSpec found(TableSchema schema) {
    ColumnRoles roles = options.roles();
    requirePresent(schema);
    List<String> excluded = new ArrayList<>(options.exclude());
    roles.weight().ifPresent(excluded::add);
    roles.label().ifPresent(excluded::add);
    FeatureSpec spec =
        FeatureSpec.select(
                schema.columns(), options.response().orElse(""), options.features(), excluded)
            .withWeight(roles.weight().orElse(""));
    requireCovariates(spec, roles.categorical(), "--categorical");
    requireCovariates(spec, roles.units().keySet(), "--units");
    if (roles.label().filter(options.features()::contains).isPresent()) {
      throw new IllegalArgumentException("'" + roles.label().get() + "' is both label and feature");
    }
    return spec;
  }

  private void requirePresent(TableSchema schema) {
    requirePresent(schema, options.roles().weight(), "weight");
    requirePresent(schema, options.roles().label(), "label");
  }

  private static void requirePresent(TableSchema schema, Optional<String> name, String role) {
    name.ifPresent(column -> FeatureSpec.requireColumns(schema.columns(), List.of(column), role));
  }

  private static void requireCovariates(FeatureSpec spec, Collection<String> names, String option) {
    for (String name : names) {
      if (!spec.sources().contains(name)) {
        throw new IllegalArgumentException(option + ": '" + name + "' is not among the features");
      }
    }
  }

  private static void requireCovariate(FeatureSpec spec, FileStatus file)
      throws UnusableInputException {
    if (spec.dimension() == 0) {
      throw new UnusableInputException(
          Paths.shown(file.getPath()) + ": no column is left for a covariate");
    }
  }

  private void requireTexts(List<String> header, FileStatus file) throws UnusableInputException {
    for (String text : TableKey.TEXT_COLUMNS.getList(conf)) {
      if (!header.contains(text)) {
        throw new UnusableInputException(
            "%s: there is no column '%s'".formatted(Paths.shown(file.getPath()), text));
      }
    }
  }

  /** The columns' order may differ from file to file, their names may not. */
  private static void requireSame(
      FeatureSpec spec, FileStatus first, FeatureSpec found, FileStatus file)
      throws UnusableInputException {
    requireAll(found.sources(), file, spec.sources(), first);
    requireAll(spec.sources(), first, found.sources(), file);
  }

  private static void requireAll(
      List<String> wanted, FileStatus from, List<String> present, FileStatus file)
      throws UnusableInputException {
    List<String> absent = new ArrayList<>(wanted);
    absent.removeAll(new HashSet<>(present));
    if (!absent.isEmpty()) {
      throw new UnusableInputException(
          "%s: there is no column '%s', which %s has (choose with --features or --exclude)"
              .formatted(Paths.shown(file.getPath()), absent.get(0), Paths.shown(from.getPath())));
    }
  }
}
