package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.describe.ColumnStatistics;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.NumberHint;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableHead;
import org.dmoe.table.in.TableOptions;

/**
 * Columns of texts that nobody has said anything about. The first rows show whether there may be
 * any; a pass over all rows is made only then, or where they are to be taken as categories.
 */
final class TextColumns {

  private static final int MOST_LEVELS = SharedSchema.MOST_LEVELS;

  private final Configuration conf;
  private final TableFiles files;
  private final TableOptions options;
  private final ColumnRoles roles;

  TextColumns(Configuration conf, TableFiles files, TableOptions options) {
    this.conf = conf;
    this.files = files;
    this.options = options;
    this.roles = options.roles();
  }

  /**
   * The options with all categories named.
   *
   * @throws UnusableInputException naming all columns of texts that are not declared
   */
  TableOptions declared(FeatureSpec features) throws IOException {
    List<String> undeclared = new ArrayList<>(features.sources());
    undeclared.removeAll(roles.categorical());
    undeclared.removeAll(options.times());
    Map<String, String> examples = TableHead.texts(conf, files, options, undeclared);
    if (!roles.isAutomatic()) {
      undeclared.retainAll(examples.keySet());
    }
    if (undeclared.isEmpty()) {
      return options;
    }
    TableStatistics statistics = DescribePipeline.statistics(conf, files, options, undeclared);
    List<String> categories = new ArrayList<>(roles.categorical());
    List<String> refused = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (int c = 0; c < undeclared.size(); c++) {
      ColumnStatistics column = statistics.column(c);
      if (column.texts() == 0 || column.numbers() > 0) {
        continue;
      }
      if (roles.isAutomatic() && isCategory(column)) {
        categories.add(undeclared.get(c));
      } else {
        refused.add(undeclared.get(c));
        shown.add(shown(undeclared.get(c), column, examples));
      }
    }
    requireNone(refused, shown);
    return options.toBuilder().roles(roles.toBuilder().categorical(categories).build()).build();
  }

  private String shown(String name, ColumnStatistics column, Map<String, String> examples) {
    String example = examples.getOrDefault(name, "");
    String hint = NumberHint.of(name, example, options.csv().dialect().numbers());
    return "'%s' (%s)%s".formatted(name, levels(column), hint);
  }

  private static boolean isCategory(ColumnStatistics column) {
    return !column.hasManyLevels() && column.levels().size() <= MOST_LEVELS;
  }

  private static String levels(ColumnStatistics column) {
    if (column.hasManyLevels()) {
      return "too many levels to count";
    }
    int levels = column.levels().size();
    return levels + (levels == 1 ? " level" : " levels");
  }

  private void requireNone(List<String> refused, List<String> shown) throws UnusableInputException {
    if (refused.isEmpty()) {
      return;
    }
    String names = String.join(",", refused);
    throw new UnusableInputException(
        "%s of text: %s; --categorical %s makes indicators of the levels, --exclude %s excludes %s%s"
            .formatted(
                refused.size() == 1 ? "column" : "columns",
                String.join(", ", shown),
                names,
                names,
                refused.size() == 1 ? "it" : "them",
                roles.isAutomatic()
                    ? " (--categorical auto takes those of at most " + MOST_LEVELS + " levels)"
                    : ", --categorical auto takes those of at most " + MOST_LEVELS + " levels"));
  }
}
