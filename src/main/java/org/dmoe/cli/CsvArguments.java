package org.dmoe.cli;

import java.util.List;
import java.util.Set;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.NumberSyntax;
import org.dmoe.table.in.CsvOptions;
import org.dmoe.table.in.TextDialect;
import picocli.CommandLine.Option;

/** How text files are written. */
final class CsvArguments {

  @Option(
      names = "--dialect",
      paramLabel = "csv|hive",
      description =
          "Dialect of text files: CSV with a header, or Hive's own text: U+0001 between fields, \\N for null, no quotes and no header, the columns c1, c2, ... (default: ${DEFAULT-VALUE}).")
  private TextDialect kind;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Names of the columns, for text files without a header.")
  private List<String> columns = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description =
          "Field delimiter of text files; tab for the tab character (default: comma, or U+0001).")
  private String delimiter;

  @Option(
      names = "--quote",
      paramLabel = "C",
      description = "Quote character of CSV (default: double quote).")
  private String quote;

  @Option(
      names = "--escape",
      paramLabel = "C",
      description =
          "With --dialect hive: character of the table's ESCAPED BY, after which n and r are line ends and any other character is itself (default: none).")
  private String escape = "";

  @Option(
      names = "--comment",
      paramLabel = "C",
      description = "Comment prefix of text files (default: none).")
  private String comment = "";

  @Option(
      names = "--na",
      split = ",",
      paramLabel = "TEXT",
      description =
          "Texts that stand for a missing value, as an empty field does (default: NA, or \\N).")
  private List<String> missing;

  @Option(
      names = "--decimal",
      paramLabel = "C",
      description =
          "Character before the fraction of a number that is written as text (default:"
              + " ${DEFAULT-VALUE}).")
  private String decimal;

  @Option(
      names = "--thousands",
      paramLabel = "C",
      description =
          "Character between the thousands of a number that is written as text (default: none).")
  private String thousands = "";

  CsvOptions options() {
    CsvOptions.Builder options = CsvOptions.builder().kind(kind).columns(columns);
    options.dialect(dialect());
    return Check.built(options::build);
  }

  private CsvDialect dialect() {
    CsvDialect standard = kind.characters();
    Check.that(
        quote == null || standard.hasQuotes(),
        "--quote %s: fields of --dialect hive have none",
        quote);
    Check.that(
        escape.isEmpty() || !standard.hasQuotes(), "--escape %s: needs --dialect hive", escape);
    char separator = character("--delimiter", delimiter, standard.delimiter());
    NumberSyntax numbers = numbers(separator);
    try {
      return new CsvDialect(
          separator,
          character("--quote", quote, standard.quote()),
          character("--comment", comment, CsvDialect.NONE),
          missing == null ? standard.missing() : Set.copyOf(missing),
          character("--escape", escape, CsvDialect.NONE),
          numbers);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--delimiter, --quote, --comment, --escape: " + e.getMessage());
    }
  }

  private NumberSyntax numbers(char separator) {
    char point = character("--decimal", decimal, NumberSyntax.PLAIN.decimal());
    char group = character("--thousands", thousands, NumberSyntax.NONE);
    requireApart("--decimal", point, separator);
    requireApart("--thousands", group, separator);
    return Check.built(() -> new NumberSyntax(point, group));
  }

  /** Only fields in quotes can hold the delimiter, and only whoever names it may know of them. */
  private void requireApart(String option, char c, char separator) {
    boolean quoted = kind.characters().hasQuotes() && delimiter != null;
    Check.that(
        c != separator || quoted,
        "%1$s '%2$s': is the delimiter too; give the files' own (--delimiter ';')%3$s",
        option,
        c,
        kind.characters().hasQuotes()
            ? ", or --delimiter '%s' if such numbers are in quotes".formatted(c)
            : "");
  }

  private static char character(String option, String text, char standard) {
    if (text == null || text.isEmpty()) {
      return standard;
    }
    String plain = text.equals("tab") || text.equals("\\t") ? "\t" : text;
    Check.that(plain.length() == 1, "%s '%s': must be one character", option, text);
    return plain.charAt(0);
  }
}
