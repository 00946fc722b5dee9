package org.dmoe.io;

import java.util.regex.Pattern;

/** What may be meant by a text that is not a number to us. */
final class NumberHint {

  private static final int LONGEST = 60;

  private static final Pattern PERCENT = Pattern.compile("[+-]?[0-9][0-9.,]*\\s*%");

  private static final Pattern THOUSANDS =
      Pattern.compile(
          "[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\\.[0-9]*|(?:\\.[0-9]{3})+,[0-9]*"
              + "|(?:,[0-9]{3}){2,}|(?:\\.[0-9]{3}){2,}|(?:[ '\u2019\u00a0\u202f][0-9]{3})+(?:[.,][0-9]*)?)");

  private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?");

  private NumberHint() {}

  /** In words that can follow the complaint; empty if nothing is known. */
  static String of(String field) {
    String text = field.strip();
    if (text.length() > LONGEST) {
      return "";
    }
    if (PERCENT.matcher(text).matches()) {
      return " (a percent sign: write the number alone)";
    }
    if (THOUSANDS.matcher(text).matches()) {
      return " (separators of thousands: write digits and a decimal point alone)";
    }
    if (COMMA.matcher(text).matches()) {
      return " (a decimal comma, or a separator of thousands: write digits and a decimal point alone)";
    }
    return "";
  }
}
