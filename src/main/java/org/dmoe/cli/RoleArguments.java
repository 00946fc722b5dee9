package org.dmoe.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.ColumnRolesBuilder;
import picocli.CommandLine.Option;

/** Columns that are no plain numbers. */
final class RoleArguments {

  @Option(
      names = "--categorical",
      split = ",",
      paramLabel = "NAME",
      description =
          "Covariates that are categories: an indicator for each level but the first; auto takes"
              + " every column of text with at most 50 levels.")
  List<String> categorical = List.of();

  @Option(
      names = "--levels",
      paramLabel = "NAME=A|B|...",
      description =
          "Levels of a column, the reference first, which makes it categorical; again for each column (default:"
              + " those found, in order of their text).")
  List<String> levels = List.of();

  @Option(
      names = "--unseen",
      paramLabel = "fail|reference",
      description =
          "How to treat unseen levels: fail on the row as unreadable, or take the reference level (default:"
              + " ${DEFAULT-VALUE}).")
  ColumnRoles.Unseen unseen;

  @Option(
      names = "--weight",
      paramLabel = "NAME",
      description = "Column of row weights, not negative.")
  String weight = "";

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "Column of the known expert; for evaluation only, never a covariate.")
  String label = "";

  @Option(
      names = "--units",
      split = ",",
      paramLabel = "NAME=UNIT",
      description = "Units of columns, to be kept with the model.")
  List<String> units = List.of();

  ColumnRoles options() {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (String entry : levels) {
      int equals = equals("--levels", entry);
      List<String> names = List.of(entry.substring(equals + 1).split("\\|", -1));
      String column = entry.substring(0, equals);
      Check.that(
          names.size() > 1 || !names.get(0).contains(","),
          "--levels %s: one level is named; separate levels with '|'",
          entry);
      named.put(column, names);
    }
    Map<String, String> unitOf = new LinkedHashMap<>();
    for (String entry : units) {
      int equals = equals("--units", entry);
      unitOf.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    ColumnRolesBuilder roles =
        ColumnRoles.builder().categorical(categorical).levels(named).unseen(unseen).units(unitOf);
    if (!weight.isEmpty()) {
      roles.weight(weight);
    }
    if (!label.isEmpty()) {
      roles.label(label);
    }
    return Check.built(roles::build);
  }

  private static int equals(String option, String entry) {
    int equals = entry.indexOf('=');
    Check.that(equals > 0, "%s %s: must be NAME=...", option, entry);
    return equals;
  }
}
