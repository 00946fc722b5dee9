package org.dmoe.cli;

import java.util.List;
import java.util.stream.Stream;
import org.dmoe.data.row.ColumnNames;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Which option or command may be meant by one that there is not. */
final class Suggestions {

  private Suggestions() {}

  /**
   * An option that takes several values would take an unknown one, and what follows it, for more.
   *
   * @throws UsageException naming the first option that the command does not have
   */
  static void requireKnownOptions(CommandLine program, List<String> args) {
    int command = 0;
    while (command < args.size() && !program.getSubcommands().containsKey(args.get(command))) {
      command++;
    }
    if (command == args.size()) {
      return;
    }
    CommandSpec spec = program.getSubcommands().get(args.get(command)).getCommandSpec();
    for (String arg : args.subList(command + 1, args.size())) {
      String name = arg.replaceFirst("=.*", "");
      Check.that(
          !looksLikeOption(name) || isOption(spec, name),
          "Unknown option: '%s'%s (see '%s --help')",
          name,
          ColumnNames.suggestion(name, options(spec)),
          spec.qualifiedName());
    }
  }

  private static boolean looksLikeOption(String name) {
    return name.matches("--[A-Za-z].*");
  }

  private static boolean isOption(CommandSpec spec, String name) {
    return spec.optionsMap().containsKey(name) || spec.negatedOptionsMap().containsKey(name);
  }

  private static List<String> options(CommandSpec spec) {
    return Stream.concat(
            spec.optionsMap().keySet().stream(), spec.negatedOptionsMap().keySet().stream())
        .toList();
  }

  /** What is wrong with the words of a command line, in one line. */
  static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(e.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return Messages.oneLine(byFirstNames(e));
  }

  /** Picocli calls an option by the longest of its names, the pages by the first. */
  private static String byFirstNames(ParameterException e) {
    String message = e.getMessage();
    for (OptionSpec option : e.getCommandLine().getCommandSpec().options()) {
      message = message.replace("'" + option.longestName() + "'", "'" + option.names()[0] + "'");
    }
    return message;
  }

  private static String unmatched(CommandLine at, String word) {
    List<String> commands = List.copyOf(at.getSubcommands().keySet());
    return word.startsWith("-")
        ? "Unknown option: '"
            + word
            + "'"
            + ColumnNames.suggestion(word, options(at.getCommandSpec()))
        : commands.isEmpty()
            ? "'" + word + "' is one word too many"
            : "there is no command '" + word + "'" + ColumnNames.suggestion(word, commands);
  }
}
