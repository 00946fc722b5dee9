package org.dmoe.table.in;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.NumberSyntax;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.model.UnusableInputException;

/** A look at the first rows of a table, without a job. */
public final class TableHead {

  private static final int ROWS = 1000;

  private final Configuration conf;
  private final List<String> columns;
  private final NumberSyntax numbers;
  private final SortedMap<String, String> texts = new TreeMap<>();
  private int rows;

  private TableHead(Configuration conf, List<String> columns) {
    this.conf = conf;
    this.columns = columns;
    this.numbers = CsvOptions.from(conf).dialect().numbers();
  }

  /**
   * Columns with a text that is no number, and the first such text. Files that cannot be read have
   * none; whoever reads all rows will name them.
   *
   * @param columns to look at
   */
  public static SortedMap<String, String> texts(
      Configuration conf, TableFiles files, TableOptions options, List<String> columns)
      throws IOException {
    Configuration own = new Configuration(conf);
    options.store(own);
    TableHead head = new TableHead(own, columns);
    for (Map.Entry<String, FileStatus> file : files.byIdentity().entrySet()) {
      if (head.rows > 0) {
        break;
      }
      head.look(file.getKey(), file.getValue());
    }
    return head.texts;
  }

  private void look(String identity, FileStatus file) throws IOException {
    SplitPart part = SplitPart.whole(file, identity);
    ColumnSelection wanted =
        new ColumnSelection(List.of(), "", "", columns)
            .withTimes(Set.copyOf(TableOptions.from(conf).times()));
    ParsedRow row = wanted.newRow();
    try (RowSource source =
        TableFormat.source(new TaskAttemptContextImpl(conf, new TaskAttemptID()), part, wanted)) {
      RowStatus status = source.next(row);
      while (status != null && rows < ROWS) {
        if (status == RowStatus.OK) {
          rows++;
          add(row);
        }
        status = source.next(row);
      }
    } catch (UnusableInputException e) {
      rows++;
    }
  }

  private void add(ParsedRow row) {
    for (int c = 0; c < columns.size(); c++) {
      if (!row.isTextMissing(c) && Double.isNaN(numbers.parse(row.texts()[c]))) {
        texts.putIfAbsent(columns.get(c), row.texts()[c]);
      }
    }
  }
}
