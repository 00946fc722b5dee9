package org.dmoe.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.inference.CoefficientTable;
import org.dmoe.inference.ColumnTests;
import org.dmoe.inference.Inference;
import org.dmoe.inference.MarginalEffects;
import org.dmoe.io.StoredModel;
import org.dmoe.model.UnusableInputException;
import org.dmoe.pipeline.InferenceTables;
import org.dmoe.pipeline.ModelInference;
import org.dmoe.pipeline.ModelInput;
import org.dmoe.pipeline.TidyTable;
import org.dmoe.pipeline.VoteTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model file for people and for other programs. */
@Command(
    name = "show",
    description =
        "Prints a model (Avro or JSON; a run directory's global model) as text or JSON, and its standard errors, effects and tests as tables.",
    sortOptions = false)
final class ShowCommand implements Callable<Integer> {

  private final CommandContext context;

  @Parameters(
      paramLabel = "MODEL",
      description = "A model: a file (Avro or JSON) or a run directory.")
  private String model;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json|csv",
      description =
          "How to print it (default: ${DEFAULT-VALUE}). CSV prints a table, that of the coefficients if none is named.")
  private Format format;

  @Option(
      names = "--table",
      paramLabel = "coefficients|effects|tests|votes",
      description =
          "Print one table: coefficients with errors and intervals, average effects of the columns,"
              + " joint tests of each column, or a run's votes on terms (default: the model).")
  private Optional<Table> table = Optional.empty();

  @Mixin private IntervalArguments intervals;

  /** How to print. */
  private enum Format {
    TEXT,
    JSON,
    CSV
  }

  /** What is known of certainty. */
  private enum Table {
    COEFFICIENTS,
    EFFECTS,
    TESTS,
    VOTES
  }

  ShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<StoredModel> models = ModelInput.read(context.conf(), Paths.of(model));
    double level = intervals.level();
    if (table.filter(Table.VOTES::equals).isPresent()) {
      context.console().print(votes());
      return ExitCode.DONE;
    }
    if (table.isPresent() || format == Format.CSV) {
      context.console().print(table(requireOne(models), table.orElse(Table.COEFFICIENTS), level));
      return ExitCode.DONE;
    }
    context.console().print(format == Format.JSON ? ModelText.json(models) : text(models, level));
    return ExitCode.DONE;
  }

  private StoredModel requireOne(List<StoredModel> models) throws UnusableInputException {
    if (models.size() != 1 || models.get(0).mixture().isEmpty()) {
      throw new UnusableInputException(
          "--table: %s holds %s; show one fitted model"
              .formatted(model, models.size() == 1 ? "no mixture" : models.size() + " models"));
    }
    return models.get(0);
  }

  private String table(StoredModel stored, Table wanted, double level) throws IOException {
    ModelInference of = ModelInference.of(context.conf(), Paths.of(model), stored, level);
    int reference = intervals.gateReference(stored.mixture().orElseThrow().size());
    if (of.inference().isEmpty()) {
      throw new UnusableInputException(model + ": " + of.why());
    }
    if (wanted == Table.EFFECTS && of.support().isEmpty()) {
      throw new UnusableInputException(
          model + ": effects need the supporting sample; show the run directory");
    }
    if (format == Format.TEXT) {
      return switch (wanted) {
        case COEFFICIENTS -> InferenceText.coefficients(of, reference);
        case EFFECTS -> InferenceText.effects(of);
        case TESTS -> InferenceText.tests(of);
        case VOTES -> throw new IllegalStateException("no table of inference");
      };
    }
    TidyTable tidy = tidy(of, wanted, reference);
    return format == Format.JSON ? tidy.json() : tidy.csv();
  }

  private String votes() throws IOException {
    TidyTable votes =
        VoteTable.of(context.conf(), Paths.of(model))
            .orElseThrow(
                () ->
                    new UnusableInputException(
                        model + ": has no votes; the directory of a 'fit --lasso' has"));
    return switch (format) {
      case TEXT -> text(votes.texts());
      case JSON -> votes.json();
      case CSV -> votes.csv();
    };
  }

  private static String text(List<List<String>> rows) {
    TextTable text = new TextTable(rows.get(0).toArray(String[]::new));
    rows.subList(1, rows.size()).forEach(text::row);
    return text.toString();
  }

  private static TidyTable tidy(ModelInference of, Table wanted, int reference) {
    Inference inference = of.inference().orElseThrow();
    return switch (wanted) {
      case COEFFICIENTS -> InferenceTables.coefficients(CoefficientTable.of(inference, reference));
      case EFFECTS ->
          InferenceTables.effects(MarginalEffects.of(inference, of.support().orElseThrow()));
      case TESTS -> InferenceTables.tests(ColumnTests.of(inference));
      case VOTES -> throw new IllegalStateException("no table of inference");
    };
  }

  /** Whether the machines of a run started from its pilot. */
  private static String use(List<StoredModel> models) {
    boolean own = models.stream().anyMatch(m -> "own".equals(m.provenance().get("start")));
    return own ? "; it could not be used" : "";
  }

  /** Of one model; nothing of several. */
  private String inference(List<StoredModel> models, double level) throws IOException {
    if (models.size() != 1 || models.get(0).mixture().isEmpty()) {
      return "";
    }
    StoredModel one = models.get(0);
    ModelInference of = ModelInference.of(context.conf(), Paths.of(model), one, level);
    int reference = intervals.gateReference(one.mixture().orElseThrow().size());
    boolean global = one.aggregation().isPresent() || one.inference().isPresent();
    return global ? "\n\n" + InferenceText.of(of, reference, true) : "";
  }

  /** A run's model, and in a line the pilot that its machines started from. */
  private String text(List<StoredModel> models, double level) throws IOException {
    String text = ModelText.of(models) + inference(models, level);
    return ModelInput.pilotOf(context.conf(), Paths.of(model))
        .map(pilot -> text + "\n\n" + StartText.of(pilot) + use(models))
        .orElse(text);
  }
}
