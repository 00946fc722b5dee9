package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help is laid out: an example first, and options under headings. */
final class HelpLayout {

  private static final String EXAMPLE = "example";

  private HelpLayout() {}

  /** To the program and all its commands. */
  static void apply(CommandLine program) {
    layOut(program);
    program.getSubcommands().values().forEach(HelpLayout::layOut);
  }

  private static void layOut(CommandLine command) {
    List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
    if (!sections.contains(EXAMPLE)) { // a command has what its program has
      sections.add(0, EXAMPLE);
      command.setHelpSectionKeys(sections);
    }
    String name = command.getCommandName();
    command
        .getHelpSectionMap()
        .put(EXAMPLE, help -> "Example: %s%n%n".formatted(Examples.of(name)));
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroups::render);
    command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
  }
}
