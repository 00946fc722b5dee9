package org.dmoe.data.formula;

/** The words of a formula, one at a time, each with its place. */
final class Tokens {

  /** What a word is. */
  enum Kind {
    NAME,
    NUMBER,
    SYMBOL,
    END
  }

  private static final String SYMBOLS = "~+-*/:^(),";

  private final String text;
  private int next;
  private int start;
  private Kind kind = Kind.END;
  private String word = "";

  Tokens(String text) {
    this.text = text;
    advance();
  }

  /** The text from the present word on. */
  String rest() {
    return text.substring(start);
  }

  Kind kind() {
    return kind;
  }

  /** Of a name, without backticks. */
  String word() {
    return word;
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && word.equals(symbol);
  }

  /** Whether the word is this name, not between backticks, with an opening bracket behind it. */
  boolean isFunction() {
    int at = next;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return kind == Kind.NAME
        && text.charAt(start) != '`'
        && at < text.length()
        && text.charAt(at) == '(';
  }

  /** Whether the word is this number, as it is written. */
  boolean isNumber(String number) {
    return kind == Kind.NUMBER && word.equals(number);
  }

  /** Passes over a number if it is there. */
  boolean takeNumber(String number) {
    boolean there = isNumber(number);
    if (there) {
      advance();
    }
    return there;
  }

  /** Passes over a symbol if it is there. */
  boolean take(String symbol) {
    boolean there = isSymbol(symbol);
    if (there) {
      advance();
    }
    return there;
  }

  void expect(String symbol) {
    if (!take(symbol)) {
      throw error("'" + symbol + "' is expected");
    }
  }

  /** The name, which is passed over. */
  String name(String what) {
    if (kind != Kind.NAME) {
      throw error(what + " is expected");
    }
    String name = word;
    advance();
    return name;
  }

  /** The whole number, which is passed over. */
  int whole(int least, int most) {
    if (kind != Kind.NUMBER || !word.matches("[0-9]{1,3}")) {
      throw error("a whole number is expected");
    }
    int number = Integer.parseInt(word);
    if (number < least || number > most) {
      throw error("a whole number of %d to %d is expected".formatted(least, most));
    }
    advance();
    return number;
  }

  IllegalArgumentException error(String what) {
    String found = kind == Kind.END ? "at its end" : "at character " + (start + 1);
    String seen = kind == Kind.END ? "" : ", not '" + text.substring(start, next) + "'";
    return new IllegalArgumentException("'%s': %s %s%s".formatted(text, what, found, seen));
  }

  void advance() {
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    start = next;
    if (next == text.length()) {
      kind = Kind.END;
      word = "";
      return;
    }
    char c = text.charAt(next);
    if (c == '`') {
      quoted();
    } else if (SYMBOLS.indexOf(c) >= 0) {
      kind = Kind.SYMBOL;
      word = text.substring(next, ++next);
    } else if (Character.isDigit(c) || (c == '.' && isDigitAt(next + 1))) {
      number();
    } else if (isNamePart(c)) {
      kind = Kind.NAME;
      while (next < text.length() && isNamePart(text.charAt(next))) {
        next++;
      }
      word = text.substring(start, next);
    } else {
      next++;
      kind = Kind.SYMBOL;
      throw error("a formula has no such character");
    }
  }

  private boolean isDigitAt(int at) {
    return at < text.length() && Character.isDigit(text.charAt(at));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_';
  }

  private void quoted() {
    int end = text.indexOf('`', start + 1);
    if (end <= start + 1) {
      next = text.length();
      throw error("a name between two backticks is expected");
    }
    kind = Kind.NAME;
    word = text.substring(start + 1, end);
    next = end + 1;
  }

  private void number() {
    kind = Kind.NUMBER;
    while (next < text.length() && (isDigitAt(next) || text.charAt(next) == '.' || isExponent())) {
      next++;
    }
    word = text.substring(start, next);
  }

  /** An e between digits, or the sign behind it. */
  private boolean isExponent() {
    char c = text.charAt(next);
    boolean sign = (c == '-' || c == '+') && "eE".indexOf(text.charAt(next - 1)) >= 0;
    return "eE".indexOf(c) >= 0 || (sign && isDigitAt(next + 1));
  }

  /** A name as a formula has it. */
  static String quote(String name) {
    boolean plain = !name.isEmpty() && !name.equals(".") && !Character.isDigit(name.charAt(0));
    for (int i = 0; i < name.length(); i++) {
      plain &= isNamePart(name.charAt(i));
    }
    boolean number =
        name.length() > 1 && name.charAt(0) == '.' && Character.isDigit(name.charAt(1));
    return plain && !number ? name : "`" + name + "`";
  }
}
