package org.dmoe.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands of the program. */
final class Commands {

  private static final String HELP = "help";

  private static final List<Map.Entry<String, Function<CommandContext, Object>>> ALL =
      List.of(
          Map.entry("fit", FitCommand::new),
          Map.entry("describe", DescribeCommand::new),
          Map.entry("sample", SampleCommand::new),
          Map.entry("aggregate", AggregateCommand::new),
          Map.entry("refine", RefineCommand::new),
          Map.entry("statistics", StatisticsCommand::new),
          Map.entry("evaluate", EvaluateCommand::new),
          Map.entry("predict", PredictCommand::new),
          Map.entry("simulate", SimulateCommand::new),
          Map.entry("partition", PartitionCommand::new),
          Map.entry("show", ShowCommand::new),
          Map.entry("report", ReportCommand::new),
          Map.entry(HELP, HelpCommand::new));

  private Commands() {}

  /**
   * Adds the command that a command line begins with, or all where that is none or asks for help:
   * to look at the options of all of them takes as long as the rest of the start.
   */
  static void add(CommandLine program, CommandContext context, List<String> args) {
    Optional<String> wanted = args.stream().findFirst().filter(Commands::isAlone);
    for (Map.Entry<String, Function<CommandContext, Object>> command : ALL) {
      if (wanted.isEmpty() || wanted.get().equals(command.getKey())) {
        program.addSubcommand(command.getValue().apply(context));
      }
    }
    for (String command : List.of("refine", "describe")) {
      Optional.ofNullable(program.getSubcommands().get(command))
          .ifPresent(line -> TableArguments.letInputBeMissing(line.getCommandSpec()));
    }
  }

  private static boolean isAlone(String word) {
    return !word.equals(HELP) && ALL.stream().anyMatch(command -> command.getKey().equals(word));
  }
}
