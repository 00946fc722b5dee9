package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/** Checks that columns named by options, a model or another file exist. */
final class ColumnChecks {

  /** What messages call the column that a response counts within. */
  static final String EXPOSURE = "trials or exposure";

  private ColumnChecks() {}

  static void requirePresent(TableSchema schema, Optional<String> name, String role) {
    name.ifPresent(column -> ColumnNames.require(schema.columns(), List.of(column), role));
  }

  static void requireCovariates(FeatureSpec spec, Collection<String> names, String option) {
    for (String name : names) {
      if (!spec.sources().contains(name)) {
        throw new IllegalArgumentException(
            option
                + ": '"
                + name
                + "' is not among the features"
                + ColumnNames.suggestion(name, spec.sources()));
      }
    }
  }

  /** The columns' order may differ from file to file, their names may not. */
  static void requireSame(FeatureSpec spec, FileStatus first, FeatureSpec found, FileStatus file)
      throws UnusableInputException {
    requireAll(found.sources(), file, spec.sources(), first);
    requireAll(spec.sources(), first, found.sources(), file);
  }

  static void requireAll(
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
