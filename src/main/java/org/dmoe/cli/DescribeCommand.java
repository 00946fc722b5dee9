package org.dmoe.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.io.SchemaJson;
import org.dmoe.pipeline.DescribePipeline;
import org.dmoe.pipeline.RowSource;
import org.dmoe.pipeline.SchemaInput;
import org.dmoe.run.FileOutput;
import org.dmoe.run.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the columns of a table look like. */
@Command(
    name = "describe",
    description = {
      "Prints type, count, missing values, mean, standard deviation, minimum, maximum and number of"
          + " levels of each column.",
      "Warns of columns that are constant, or that are linear combinations of others in 2000 rows drawn at random.",
      "With --output it writes a schema too, which other commands read by --schema: types, levels"
          + " with their counts (of text with at most 50 levels, and of --categorical), counts,"
          + " means and standard deviations. With --schemas it merges those of several sites."
    },
    sortOptions = false)
final class DescribeCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private TableArguments table;

  @Option(
      names = "--schemas",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "In place of --input: schemas to merge. Levels are united, counts added, means pooled.")
  private List<String> schemas = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "File to write the schema to (JSON); must not exist.")
  private Optional<String> output = Optional.empty();

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "How to print it (default: ${DEFAULT-VALUE}).")
  private PrintFormat format;

  DescribeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    boolean rows = table.inputs != null;
    Check.that(rows || !schemas.isEmpty(), "give --input, or --schemas");
    Check.that(!rows || schemas.isEmpty(), "--input and --schemas cannot go together");
    Check.that(rows || output.isPresent(), "--schemas: name a file to write by --output");
    Optional<FileOutput> file = output.map(name -> new FileOutput(Paths.output(name), overwrite));
    if (file.isPresent()) {
      file.get().requireFree(context.conf());
    }
    if (rows) {
      describe(file);
    } else {
      write(SchemaInput.united(context.conf(), Paths.of(schemas)), file.get());
    }
    return ExitCode.DONE;
  }

  private void describe(Optional<FileOutput> file) throws IOException {
    RowSource source = table.source(context.conf(), "");
    Optional<Output> beside = file.map(f -> new Output(f.path(), f.overwrite()));
    DescribePipeline.Result described =
        DescribePipeline.run(context.conf(), source, beside, context.console());
    Optional<SharedSchema> schema =
        file.isPresent()
            ? Optional.of(DescribePipeline.schema(described, source))
            : Optional.empty();
    context
        .console()
        .print(
            format == PrintFormat.JSON
                ? DescriptionText.json(described.table(), described.rows())
                : DescriptionText.of(described.table(), described.rows()));
    if (schema.isPresent()) {
      write(schema.get(), file.get());
    }
  }

  private void write(SharedSchema schema, FileOutput file) throws IOException {
    file.write(context.conf(), out -> SchemaJson.write(out, schema));
    if (format == PrintFormat.TEXT) {
      context
          .console()
          .print(
              "schema: %s (%d columns, %d rows)"
                  .formatted(output.orElseThrow(), schema.columns().size(), schema.rows()));
    }
  }
}
