package org.dmoe.cli;

import java.util.Locale;
import java.util.Optional;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.table.in.TableOptions.Partition;
import picocli.CommandLine.Option;

/** Options of what one local machine is. */
final class PartitionChoice {

  @Option(
      names = "--partition",
      paramLabel = "split|file|random:M|column:NAME",
      description =
          "What one local machine is: an input split, a whole file, one of M parts at random, or the rows with one value of a column (default: split).")
  private String partition;

  @Option(
      names = "--max-partitions",
      paramLabel = "N",
      description = "Most machines that column:NAME may make (default: ${DEFAULT-VALUE}).")
  int maxPartitions;

  /** How rows are to be divided first, if they are. */
  Optional<Partitioning> division() {
    if (named().isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Partitioning.parse(partition));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--partition " + e.getMessage() + ", nor split or file");
    }
  }

  /** What a machine is where rows are not divided; of divided rows each file is one. */
  Partition unit() {
    return named().orElse(Partition.SPLIT);
  }

  private Optional<Partition> named() {
    return switch (partition.toLowerCase(Locale.ROOT)) {
      case "split" -> Optional.of(Partition.SPLIT);
      case "file" -> Optional.of(Partition.FILE);
      default -> Optional.empty();
    };
  }
}
