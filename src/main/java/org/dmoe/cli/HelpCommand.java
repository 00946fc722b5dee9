package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dmoe.data.row.ColumnNames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Help on a command, or on the configuration keys. */
@Command(
    name = "help",
    description = "Prints the help of a command, or the configuration keys.",
    sortOptions = false)
final class HelpCommand implements Callable<Integer> {

  private static final String KEYS = "keys";

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND|keys", description = "What to explain.")
  private String topic = "";

  HelpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandLine program = spec.parent().commandLine();
    if (topic.isEmpty()) {
      context.console().print(program.getUsageMessage().stripTrailing());
    } else if (topic.equals(KEYS)) {
      context.console().print(KeyTable.render(program.getHelp()).strip());
    } else {
      context.console().print(command(program).getUsageMessage().stripTrailing());
    }
    return ExitCode.DONE;
  }

  private CommandLine command(CommandLine program) {
    CommandLine command = program.getSubcommands().get(topic);
    List<String> topics = new ArrayList<>(program.getSubcommands().keySet());
    topics.add(KEYS);
    Check.that(
        command != null,
        "help %s: there is no such command%s (see 'dmoe help')",
        topic,
        ColumnNames.suggestion(topic, topics));
    return command;
  }
}
