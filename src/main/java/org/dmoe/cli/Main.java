package org.dmoe.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.GenericOptionsParser;
import picocli.CommandLine;

/** The entry of {@code hadoop jar} and of {@code java -jar}. */
public final class Main {

  private static final String LOCAL_MAPS = "mapreduce.local.map.tasks.maximum";

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs one command.
   *
   * @return the exit code: 0 done, 1 a job failed, 2 wrong usage, 3 unusable input or model file, 4
   *     no usable local model
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    boolean debug = List.of(args).contains("--debug");
    if (debug) {
      System.setProperty("dmoe.root.logger", "INFO,console");
    }
    PrintWriter results = new PrintWriter(out, true, StandardCharsets.UTF_8);
    Console console = new Console(results, err);
    try {
      GenericOptions options = GenericOptions.split(List.of(args));
      Configuration conf = configuration(options.hadoop());
      return commandLine(conf, console, results, debug)
          .execute(options.own().toArray(String[]::new));
    } catch (Exception e) {
      return report(e, console, debug);
    }
  }

  private static Configuration configuration(List<String> hadoopOptions) throws Exception {
    Configuration conf = new Configuration();
    if (conf.get(LOCAL_MAPS) == null) {
      conf.setInt(LOCAL_MAPS, Runtime.getRuntime().availableProcessors());
    }
    return new GenericOptionsParser(conf, hadoopOptions.toArray(String[]::new)).getConfiguration();
  }

  private static CommandLine commandLine(
      Configuration conf, Console console, PrintWriter results, boolean debug) {
    CommandContext context = new CommandContext(conf, console);
    CommandLine line =
        new CommandLine(new DmoeCommand())
            .addSubcommand(new FitCommand(context))
            .addSubcommand(new SampleCommand(context))
            .addSubcommand(new AggregateCommand(context))
            .addSubcommand(new EvaluateCommand(context))
            .addSubcommand(new PredictCommand(context))
            .addSubcommand(new SimulateCommand(context))
            .addSubcommand(new PartitionCommand(context))
            .addSubcommand(new ShowCommand(context));
    line.setDefaultValueProvider(new KeyDefaults(conf));
    line.setOut(results);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((e, args) -> wrongUsage(e, console));
    line.setExecutionExceptionHandler((e, l, result) -> report(e, console, debug));
    return line;
  }

  private static int wrongUsage(CommandLine.ParameterException e, Console console) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.error(Messages.oneLine(e.getMessage()) + " (see '" + command + " --help')");
    return ExitCode.WRONG_USAGE;
  }

  private static int report(Exception e, Console console, boolean debug) {
    console.error(Messages.of(e));
    if (debug) {
      console.stackTrace(e);
    }
    return ExitCode.of(e);
  }
}
