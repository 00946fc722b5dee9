package org.dmoe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation with a table between two marks. */
final class MeasuredPage {

  static final String BEGIN = "<!-- measured -->\n";
  static final String END = "<!-- end of measured -->";

  private MeasuredPage() {}

  /**
   * Replaces what is between the marks.
   *
   * @throws IOException also if the page has not both marks, in this order
   */
  static void write(Path page, String table) throws IOException {
    Files.writeString(page, with(Files.readString(page), table));
  }

  static String with(String text, String table) throws IOException {
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(
          "the page has no place for the table: %s and %s".formatted(BEGIN.strip(), END));
    }
    return text.substring(0, from + BEGIN.length()) + "\n" + table + "\n" + text.substring(to);
  }
}
