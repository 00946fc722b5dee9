package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/** The columns that the files of a table have, in themselves and in their directories' names. */
final class FileSchemas {

  private final Configuration conf;
  private final Consumer<String> warnings;

  FileSchemas(Configuration conf, Consumer<String> warnings) {
    this.conf = conf;
    this.warnings = warnings;
  }

  /** The different schemas of the files, each with the first file that has it; at least one. */
  Map<TableSchema, FileStatus> of(TableFiles files) throws IOException {
    DelimiterCheck delimiter = new DelimiterCheck(conf);
    Map<String, Optional<FileHeader>> headers = files.headers(conf);
    Map<TableSchema, FileStatus> schemas = new LinkedHashMap<>();
    for (Map.Entry<String, FileStatus> entry : files.byIdentity().entrySet()) {
      FileStatus file = entry.getValue();
      Optional<FileHeader> header = headers.get(entry.getKey());
      if (header.isPresent()) {
        TableSchema schema = withPathColumns(header.get().schema(), entry.getKey());
        if (schemas.putIfAbsent(schema, file) == null && TableFormat.isText(file.getPath())) {
          requireDelimiter(delimiter, header.get().schema().columns(), file);
        }
      }
    }
    if (schemas.isEmpty()) {
      throw nothing(files);
    }
    return schemas;
  }

  private static void requireDelimiter(
      DelimiterCheck delimiter, List<String> columns, FileStatus file)
      throws UnusableInputException {
    try {
      delimiter.require(columns);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(Paths.shown(file.getPath()) + ": " + e.getMessage(), e);
    }
  }

  /** The columns of a file and those that its directories' names hold. */
  private TableSchema withPathColumns(TableSchema schema, String identity) {
    Set<String> inPath = PathColumns.of(conf, identity).keySet();
    if (inPath.isEmpty()) {
      return schema;
    }
    List<String> names = new ArrayList<>(schema.columns());
    for (String column : inPath) {
      if (names.contains(column)) {
        warnings.accept(
            "column '%s' is in the files and in the names of their directories: that of the files is taken"
                .formatted(column));
      } else {
        names.add(column);
      }
    }
    return new TableSchema(names, schema.unreadable(), schema.times(), schema.numbers());
  }

  private static UnusableInputException nothing(TableFiles files) {
    return new UnusableInputException(
        Paths.shown(files.all().get(0).getPath()) + ": the input has no header and no rows");
  }
}
