package org.dmoe.table.in;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What roles of columns must be together. */
final class RoleChecks {

  private RoleChecks() {}

  /**
   * @throws IllegalArgumentException if both a schema and categories are given, a level is named
   *     twice or if the weight or the label is a column without a name
   */
  static void require(ColumnRoles roles) {
    if (roles.schema().isPresent() && (roles.isAutomatic() || !roles.categorical().isEmpty())) {
      throw new IllegalArgumentException(
          "--schema: declares categories and levels itself; give it without --categorical and --levels");
    }
    roles.levels().forEach(RoleChecks::requireDistinct);
    requireName("--weight", roles.weight());
    requireName("--label", roles.label());
  }

  private static void requireDistinct(String column, List<String> names) {
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "--levels %s=%s: a level is named twice".formatted(column, String.join("|", names)));
    }
  }

  private static void requireName(String flag, Optional<String> column) {
    if (column.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException(flag + " '': must be the name of a column");
    }
  }
}
