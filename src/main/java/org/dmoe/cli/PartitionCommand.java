package org.dmoe.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.pipeline.PartitionPipeline;
import org.dmoe.pipeline.PartitionRequest;
import org.dmoe.table.out.RowFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rows divided into files, each to be one local machine's. */
@Command(
    name = "partition",
    description =
        "Divides rows into files, at random or by a column; 'fit --partition file' makes each one machine.",
    sortOptions = false)
final class PartitionCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "random:M|column:NAME",
      description = "M files at random, or a file for each value of a column.")
  private String by;

  @Mixin private TableArguments table;

  @Mixin private OutputArguments output;

  @Option(
      names = "--text",
      split = ",",
      paramLabel = "NAME",
      description =
          "Columns to write as text, like the one that rows are divided by; all others are numbers.")
  private List<String> texts = List.of();

  @Option(
      names = "--format",
      defaultValue = "avro",
      paramLabel = "csv|avro|parquet|orc",
      description = "Format of the files (default: ${DEFAULT-VALUE}).")
  private RowFormat format;

  @Option(
      names = "--max-partitions",
      paramLabel = "N",
      description = "Most files that column:NAME may make (default: ${DEFAULT-VALUE}).")
  private int maxPartitions;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of random:M (default: ${DEFAULT-VALUE}).")
  private long seed;

  PartitionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    PartitionRequest.Builder request =
        PartitionRequest.builder(
                table.source(context.conf(), ""), partitioning(), output.directory())
            .texts(texts)
            .format(format)
            .maxPartitions(maxPartitions)
            .seed(seed);
    PartitionPipeline.Result result =
        PartitionPipeline.run(context.conf(), Check.built(request::build), context.console());
    context
        .console()
        .print(
            "%s\n%d files: %s".formatted(RowCountText.of(result.rows()), result.parts(), output));
    return ExitCode.DONE;
  }

  private Partitioning partitioning() {
    try {
      return Partitioning.parse(by);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--by " + e.getMessage());
    }
  }
}
