package org.dmoe.cli;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The script by which bash, and zsh as bash does, complete a command line. */
final class Completion {

  /** Words to choose from, which the library takes from the names of constants. */
  private static final Pattern CHOICES = Pattern.compile("(?m)^ *local \\w+_option_args=.*$");

  /** Where nothing fits, names of files do; zsh has no such command. */
  private static final Pattern NO_FILES =
      Pattern.compile("(?m)^ *type compopt &>/dev/null && compopt \\+o default\\R");

  private Completion() {}

  static String bash(CommandLine program) {
    String script = AutoComplete.bash("dmoe", program);
    String words = CHOICES.matcher(script).replaceAll(Completion::inLowerCase);
    return NO_FILES.matcher(words).replaceAll("");
  }

  private static String inLowerCase(MatchResult line) {
    return line.group().toLowerCase(Locale.ROOT);
  }
}
