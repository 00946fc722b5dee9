package org.dmoe.cli;

import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the rows of a table are read that is given as the supporting sample. */
final class SupportReadingArguments {

  @Option(
      names = "--missing",
      paramLabel = "fail|skip|mean",
      description =
          "What a missing value in rows of --support does: fail, skip the row, or impute the"
              + " models' mean (default: ${DEFAULT-VALUE}).")
  private TableOptions.MissingPolicy missing;

  @Option(
      names = "--unseen",
      paramLabel = "fail|reference",
      description =
          "What a level does there that the models do not have (default: ${DEFAULT-VALUE}).")
  private ColumnRoles.Unseen unseen;

  @Mixin private CsvArguments csv;

  TableOptions options() {
    return TableOptions.builder()
        .csv(csv.options())
        .missing(missing)
        .roles(ColumnRoles.builder().unseen(unseen).build())
        .build();
  }
}
