package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of experts as they are typed: 4, 1..8 or 2,4,6. */
final class ExpertNumbers {

  private static final int MOST = 1000;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private ExpertNumbers() {}

  /**
   * @return in the order typed
   * @throws UsageException if it is none of these
   */
  static List<Integer> parse(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      add(part.strip(), text, numbers);
    }
    return numbers;
  }

  private static void add(String part, String text, List<Integer> numbers) {
    Matcher range = RANGE.matcher(part);
    if (range.matches()) {
      int from = Integer.parseInt(range.group(1));
      int to = Integer.parseInt(range.group(2));
      Check.that(from <= to, "--experts %s: give the smaller number first, %d..%d", text, to, from);
      Check.that(to - from < MOST, "--experts %s: more than %d numbers", text, MOST);
      for (int number = from; number <= to; number++) {
        numbers.add(number);
      }
      return;
    }
    Check.that(
        NUMBER.matcher(part).matches(),
        "--experts %s: give a number (4), a range (1..8) or a list (2,4,6)",
        text);
    numbers.add(Integer.parseInt(part));
  }
}
