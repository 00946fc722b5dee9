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
          "How to treat missing values in rows of --support: fail, skip the row, or impute the"
              + " models' mean (default: ${DEFAULT-VALUE}).")
  private TableOptions.MissingPolicy missing;

  @Option(
      names = "--unseen",
      paramLabel = "fail|reference",
      description =
          "How to treat unseen levels there: fail, or take the reference level (default:"
              + " ${DEFAULT-VALUE}).")
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
