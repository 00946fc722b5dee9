package org.dmoe.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of the program or of a command, in the macros of man(7). */
final class ManPage {

  private static final String PROGRAM = "dmoe";

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  static String of(CommandLine command) {
    return new ManPage(command.getCommandSpec()).text();
  }

  /** As {@code man} knows the page. */
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  private String text() {
    List<String> description = List.of(command.usageMessage().description());
    String title = command.qualifiedName("-").toUpperCase(Locale.ROOT);
    macro(".TH \"%s\" 1 \"\" \"dmoe %s\"".formatted(title, org.dmoe.run.Versions.dmoe()));
    heading("NAME");
    line(command.qualifiedName("-") + " \\- " + escaped(first(description)));
    heading("SYNOPSIS");
    macro(".B " + escaped(command.qualifiedName()));
    line(command.subcommands().isEmpty() ? synopsis() : "COMMAND [OPTIONS]");
    heading("DESCRIPTION");
    description.forEach(text -> paragraph(escaped(text)));
    heading("EXAMPLE");
    macro(".EX");
    line(escaped(Examples.of(command.name())));
    macro(".EE");
    commands();
    options();
    heading("EXIT STATUS");
    ExitCode.meanings().forEach((code, meaning) -> item(Integer.toString(code), meaning));
    heading("SEE ALSO");
    line(command.parent() == null ? "dmoe help COMMAND" : "\\fBdmoe\\fR(1)");
    return page.toString();
  }

  private static String first(List<String> description) {
    return description.isEmpty() ? PROGRAM : description.get(0).replaceFirst("\\.$", "");
  }

  private String synopsis() {
    StringBuilder text = new StringBuilder("[OPTIONS]");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      text.append(' ').append(escaped(parameter.paramLabel()));
    }
    return text.toString();
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    heading("COMMANDS");
    command
        .subcommands()
        .forEach((name, sub) -> item(name, sub.getCommandSpec().usageMessage().description()[0]));
  }

  private void options() {
    heading("OPTIONS");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      item(parameter.paramLabel(), description(parameter));
    }
    for (OptionSpec option : command.options()) {
      String value = option.arity().max() > 0 && !isFlag(option) ? "=" + option.paramLabel() : "";
      item(String.join(", ", option.names()) + value, description(option));
    }
  }

  private static boolean isFlag(OptionSpec option) {
    return option.type() == boolean.class || option.type() == Boolean.class;
  }

  private static String description(ArgSpec argument) {
    String standard = String.valueOf(argument.defaultValueString());
    return String.join(" ", argument.description()).replace("${DEFAULT-VALUE}", standard);
  }

  private void heading(String title) {
    macro(".SH " + title);
  }

  private void item(String term, String text) {
    macro(".TP");
    macro(".B " + escaped(term));
    line(escaped(text));
  }

  private void paragraph(String text) {
    macro(".PP");
    line(text);
  }

  /** A line of text, which must not look like a macro. */
  private void line(String text) {
    boolean control = text.startsWith(".") || text.startsWith("'");
    page.append(control ? "\\&" : "").append(text).append('\n');
  }

  private void macro(String line) {
    page.append(line).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("%%", "%").replace("%n", " ");
  }
}
