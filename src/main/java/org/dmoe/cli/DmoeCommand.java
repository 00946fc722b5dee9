package org.dmoe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself; its subcommands do the work. */
@Command(
    name = "dmoe",
    description = "Learns a mixture of experts from data that are spread over many machines.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = DmoeCommand.Version.class,
    sortOptions = false,
    footer = {
      "",
      "Hadoop's own options (-D KEY=VALUE, -conf FILE, -fs URI, -libjars JARS) work with every command;",
      "'dmoe help keys' lists DMoE's own keys.",
      "Exit codes: 0 done; 1 a job failed; 2 wrong usage, a column that is not in the table included; 3 unusable input or model file; 4 no usable local model."
    })
final class DmoeCommand {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show Hadoop's log, and stack traces of failures.")
  boolean debug;

  @Option(
      names = "--progress",
      scope = ScopeType.INHERIT,
      paramLabel = "plain|bar|json|none",
      description =
          "Progress as lines, as one line a stage with bar, rate and time left, as a JSON object a"
              + " line for schedulers, or none (default: bar on a terminal, else plain).")
  ProgressMode progress;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "As --progress none: only results, warnings and errors.")
  boolean quiet;

  ProgressMode progress() {
    if (quiet) {
      return ProgressMode.NONE;
    }
    return progress == null ? ProgressMode.usual() : progress;
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"dmoe " + org.dmoe.run.Versions.dmoe()};
    }
  }
}
