package org.dmoe.table.in;

import java.util.regex.Pattern;
import org.dmoe.data.row.IsoTime;
import org.dmoe.data.row.NumberSyntax;

/** What may be meant by a text that is not a number to us. */
public final class NumberHint {

  private static final int LONGEST = 60;

  private static final Pattern PERCENT = Pattern.compile("[+-]?[0-9][0-9.,]*\\s*%");

  private static final Pattern COMMAS =
      Pattern.compile("[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\\.[0-9]*|(?:,[0-9]{3}){2,})");

  private static final Pattern POINTS =
      Pattern.compile("[+-]?[0-9]{1,3}(?:(?:\\.[0-9]{3})+,[0-9]*|(?:\\.[0-9]{3}){2,})");

  private static final Pattern OTHERS =
      Pattern.compile("[+-]?[0-9]{1,3}(?:[ '\u2019\u00a0\u202f][0-9]{3})+(?:[.,][0-9]*)?");

  private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?");

  private NumberHint() {}

  /**
   * In words that can follow the complaint; empty if nothing is known.
   *
   * @param numbers how they were said to be written
   */
  public static String of(String column, String field, NumberSyntax numbers) {
    String text = field.strip();
    if (text.length() > LONGEST) {
      return "";
    }
    if (PERCENT.matcher(text).matches()) {
      return " (a percent sign: write the number alone)";
    }
    if (IsoTime.seconds(text).isPresent()) {
      return " (a date: --time %s takes dates as seconds since 1970)".formatted(column);
    }
    return numbers.equals(NumberSyntax.PLAIN) ? ofSeparators(text) : ofOtherSyntax(text, numbers);
  }

  private static String ofSeparators(String text) {
    if (COMMAS.matcher(text).matches()) {
      return " (separators of thousands: --thousands ',')";
    }
    if (POINTS.matcher(text).matches()) {
      return " (separators of thousands: --thousands . --decimal ',')";
    }
    if (OTHERS.matcher(text).matches()) {
      return " (separators of thousands: --thousands takes the character)";
    }
    return COMMA.matcher(text).matches()
        ? " (a decimal comma, or a separator of thousands: --decimal ',' or --thousands ',')"
        : "";
  }

  private static String ofOtherSyntax(String text, NumberSyntax numbers) {
    boolean plain = !Double.isNaN(NumberSyntax.PLAIN.parse(text));
    return plain || !ofSeparators(text).isEmpty()
        ? " (separators other than --decimal '%s'%s)"
            .formatted(numbers.decimal(), thousands(numbers))
        : "";
  }

  private static String thousands(NumberSyntax numbers) {
    return numbers.thousands() == NumberSyntax.NONE
        ? ""
        : ", --thousands '" + numbers.thousands() + "'";
  }
}
