package org.dmoe.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.dmoe.pipeline.ReportPipeline;
import org.dmoe.run.FileOutput;
import org.dmoe.run.RunFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The page of a run, made anew, or one page of several runs. */
@Command(
    name = "report",
    description =
        "Rewrites the HTML report of a run directory, or writes one report of several: what the models say,"
            + " how good they are, how they came about.",
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Run directories, as fit, aggregate and refine write them.")
  private List<String> runs;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The page; by default report.html in the run directory, where there is one.")
  private Optional<String> output = Optional.empty();

  @Option(names = "--overwrite", description = "Replace the file given by --output if it exists.")
  private boolean overwrite;

  ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<Path> directories = runs.stream().map(Paths::of).toList();
    FileOutput file = file(directories);
    ReportPipeline.run(context.conf(), directories, file);
    context.console().print("report: " + file.path());
    return ExitCode.DONE;
  }

  private FileOutput file(List<Path> directories) {
    if (output.isPresent()) {
      return new FileOutput(Paths.output(output.get()), overwrite);
    }
    Check.that(directories.size() == 1, "--output: name the file for the page of several runs");
    return new FileOutput(new Path(directories.get(0), RunFiles.REPORT), true);
  }
}
