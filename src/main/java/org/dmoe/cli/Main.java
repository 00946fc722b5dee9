package org.dmoe.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.GenericOptionsParser;
import org.apache.hadoop.util.ShutdownHookManager;
import org.dmoe.mapreduce.job.HeapExhausted;
import org.dmoe.mapreduce.job.TaskHeap;
import org.dmoe.oozie.OozieAction;
import org.dmoe.run.Invocation;
import org.dmoe.table.OwnLocalFileSystem;
import org.dmoe.table.PlainDigits;
import picocli.CommandLine;

/** The entry of {@code hadoop jar} and of {@code java -jar}. */
public final class Main {

  private static final String LOCAL_MAPS = "mapreduce.local.map.tasks.maximum";

  /** Of the local runner, whose own default is one directory for all users of a machine. */
  private static final String LOCAL_STAGING = "mapreduce.jobtracker.staging.root.dir";

  private Main() {}

  public static void main(String[] args) {
    Console console = console(System.out, NameEncoding.unbounded(System.err));
    int exitCode = run(NameEncoding.typed(args), console);
    Optional<OozieAction> action = OozieAction.current();
    if (action.isPresent()) {
      action.get().end(exitCode, console.lastError());
    } else {
      System.exit(exitCode);
    }
  }

  /**
   * Runs one command.
   *
   * @return the exit code: 0 done, 1 a job failed, 2 wrong usage, 3 unusable input or model file, 4
   *     no usable local model
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, console(out, err));
  }

  private static Console console(PrintStream out, PrintStream err) {
    return new Console(new PrintWriter(out, true, StandardCharsets.UTF_8), err);
  }

  private static int run(String[] args, Console console) {
    boolean debug = List.of(args).contains("--debug");
    if (debug) {
      System.setProperty("dmoe.root.logger", "INFO,console");
    }
    PlainDigits digits = PlainDigits.use();
    try {
      GenericOptions options = GenericOptions.split(List.of(args));
      options.requireFiles();
      Configuration conf =
          options.isQuestion() ? new Configuration(false) : started(args, options.hadoop());
      CommandLine program = commandLine(conf, console, debug, options.own());
      Suggestions.requireKnownOptions(program, options.own());
      return program.execute(options.own().toArray(String[]::new));
    } catch (Exception e) {
      return report(e, console, debug);
    } catch (OutOfMemoryError e) {
      console.error(HeapExhausted.oneLine(e));
      return ExitCode.JOB_FAILED;
    } finally {
      digits.close();
    }
  }

  private static Configuration started(String[] args, List<String> hadoopOptions) throws Exception {
    Configuration conf = configuration(hadoopOptions);
    if (TaskHeap.isLocal(conf)) {
      OwnLocalFileSystem.use(conf);
    }
    Invocation.remember(conf, List.of(args));
    NamelessUser.adopt(conf);
    return conf;
  }

  private static Configuration configuration(List<String> hadoopOptions) throws Exception {
    Configuration conf = new Configuration();
    OozieAction.current().ifPresent(action -> action.addTo(conf));
    if (conf.get(LOCAL_MAPS) == null) {
      conf.setInt(LOCAL_MAPS, Runtime.getRuntime().availableProcessors());
    }
    conf.setIfUnset(LOCAL_STAGING, "${hadoop.tmp.dir}/mapred/staging");
    if (hadoopOptions.isEmpty()) {
      return conf;
    }
    try {
      String[] options = hadoopOptions.toArray(String[]::new);
      Configuration parsed = new GenericOptionsParser(conf, options).getConfiguration();
      parsed.size(); // reads the files now
      return parsed;
    } catch (IOException | RuntimeException e) {
      throw new UsageException(
          "Hadoop's options: " + Messages.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /** With all commands. */
  static CommandLine commandLine(Configuration conf, Console console, boolean debug) {
    return commandLine(conf, console, debug, List.of());
  }

  private static CommandLine commandLine(
      Configuration conf, Console console, boolean debug, List<String> args) {
    DmoeCommand program = new DmoeCommand();
    CommandLine line = new CommandLine(program);
    Commands.add(line, new CommandContext(conf, console), args);
    line.setDefaultValueProvider(new KeyDefaults(conf));
    line.setOut(console.results());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    HelpLayout.apply(line);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((e, given) -> wrongUsage(e, console));
    line.setExecutionStrategy(
        parsed -> {
          console.show(program.progress());
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler((e, l, result) -> report(e, console, debug));
    return line;
  }

  private static int wrongUsage(CommandLine.ParameterException e, Console console) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String message = Suggestions.message(e);
    console.error(message + " (see '" + command + " --help')");
    return ExitCode.WRONG_USAGE;
  }

  private static int report(Exception e, Console console, boolean debug) {
    Exception failure = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
    if (NamelessUser.isReasonOf(failure)) {
      failure = new UsageException(NamelessUser.ADVICE);
    }
    boolean ends = ShutdownHookManager.get().isShutdownInProgress();
    console.error(ends ? Messages.STOPPED : Messages.of(failure));
    if (debug) {
      console.stackTrace(e);
    }
    return ExitCode.of(failure);
  }
}
