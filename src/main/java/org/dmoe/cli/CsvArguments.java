package org.dmoe.cli;

import java.util.List;
import java.util.Set;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.table.in.CsvOptions;
import picocli.CommandLine.Option;

/** How CSV files are written. */
final class CsvArguments {

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Names of the columns, for CSV files without a header.")
  List<String> columns = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "Character between fields of CSV; tab for a tabulator (default: comma).")
  String delimiter;

  @Option(
      names = "--quote",
      paramLabel = "C",
      description = "Character around fields of CSV (default: double quote).")
  String quote;

  @Option(
      names = "--comment",
      paramLabel = "C",
      description = "First character of comment lines in CSV (default: none).")
  String comment = "";

  @Option(
      names = "--na",
      split = ",",
      paramLabel = "TEXT",
      description = "Texts that stand for a missing value, as an empty field does (default: NA).")
  List<String> missing = List.of();

  CsvOptions options() {
    char separator = character("--delimiter", delimiter);
    char enclosure = character("--quote", quote);
    char remark = comment.isEmpty() ? CsvDialect.NO_COMMENT : character("--comment", comment);
    CsvOptions.Builder options = CsvOptions.builder().columns(columns);
    try {
      options.dialect(new CsvDialect(separator, enclosure, remark, Set.copyOf(missing)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--delimiter, --quote, --comment: " + e.getMessage());
    }
    return Check.built(options::build);
  }

  private static char character(String option, String text) {
    String plain = text.equals("tab") || text.equals("\\t") ? "\t" : text;
    Check.that(plain.length() == 1, "%s '%s': must be one character", option, text);
    return plain.charAt(0);
  }
}
