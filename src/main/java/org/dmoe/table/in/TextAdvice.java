package org.dmoe.table.in;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.row.NumberSyntax;
import org.dmoe.data.row.ParsedRow.NotNumber;
import org.dmoe.table.TableKey;

/** What can be done about a text in a column of numbers, in words that follow the complaint. */
final class TextAdvice {

  private static final int LONGEST = 40;

  /** What programs write in place of a value, in small letters. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "null", "none", "nil", "n/a", "na", "#n/a", "#value!", "#div/0!", "<na>", "\\n", "-",
          "--", ".", "?", "missing", "unknown", "nan", "-nan", "(null)");

  private final NumberSyntax numbers;
  private final List<String> covariates;
  private final boolean open;

  /**
   * @param covariates that are numbers
   */
  TextAdvice(Configuration conf, List<String> covariates) {
    this.numbers = CsvOptions.from(conf).dialect().numbers();
    this.covariates = covariates;
    this.open = Boolean.parseBoolean(TableKey.OPEN_COLUMNS.get(conf));
  }

  String of(NotNumber cell) {
    String hint = NumberHint.of(cell.column(), cell.text(), numbers);
    if (!hint.isEmpty()) {
      return hint;
    }
    boolean placeholder = PLACEHOLDERS.contains(cell.text().strip().toLowerCase(Locale.ROOT));
    if (placeholder) {
      return " (%s)".formatted(asMissing(cell));
    }
    return open && covariates.contains(cell.column()) ? " (" + asColumn(cell) + ")" : "";
  }

  private static String asMissing(NotNumber cell) {
    return "--na '%s' takes it for a missing value, --missing skip or mean goes on without it"
        .formatted(cell.text());
  }

  private static String asColumn(NotNumber cell) {
    String column = cell.column();
    String rest =
        cell.text().length() > LONGEST
            ? "--max-bad-rows N skips such rows"
            : "--na '%s' with --missing takes it for a missing value, --max-bad-rows N skips such rows"
                .formatted(cell.text());
    return "--categorical %s makes indicators of its texts, --exclude %s excludes it, %s"
        .formatted(column, column, rest);
  }
}
