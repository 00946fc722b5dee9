package org.dmoe.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.dmoe.io.StoredModel;
import org.dmoe.pipeline.ModelInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model file for people and for other programs. */
@Command(
    name = "show",
    description = "Prints a model (Avro or JSON; a run directory's global model) as text or JSON.",
    sortOptions = false)
final class ShowCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(paramLabel = "MODEL", description = "A model file or a run directory.")
  private String model;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "How to print it (default: ${DEFAULT-VALUE}).")
  private PrintFormat format;

  ShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<StoredModel> models = ModelInput.read(context.conf(), Paths.of(model));
    context.console().print(format == PrintFormat.JSON ? ModelText.json(models) : text(models));
    return ExitCode.DONE;
  }

  /** Whether the machines of a run started from its pilot. */
  private static String use(List<StoredModel> models) {
    boolean own = models.stream().anyMatch(m -> "own".equals(m.provenance().get("start")));
    return own ? "; it could not be used" : "";
  }

  /** A run's model, and in a line the pilot that its machines started from. */
  private String text(List<StoredModel> models) throws IOException {
    String text = ModelText.of(models);
    return ModelInput.pilotOf(context.conf(), Paths.of(model))
        .map(pilot -> text + "\n\n" + StartText.of(pilot) + use(models))
        .orElse(text);
  }
}
