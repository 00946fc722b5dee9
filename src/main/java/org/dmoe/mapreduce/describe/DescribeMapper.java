package org.dmoe.mapreduce.describe;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.dmoe.data.describe.RowSample;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.table.StableHash;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.CsvOptions;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowSplit;
import org.dmoe.table.in.RowWritable;

/** Counts and sums the columns of its split, which come as texts. */
public final class DescribeMapper
    extends ReportingMapper<RowKey, RowWritable, Text, StatisticsWritable> {

  /** Sets these hashes apart from others of the same rows. */
  private static final String SALT = "describe:";

  private CsvDialect dialect;
  private TableStatistics statistics;
  private double[] numbers;
  private String file;
  private long fileHash;

  @Override
  protected void setup(Context context) {
    Configuration conf = context.getConfiguration();
    dialect = CsvOptions.from(conf).dialect();
    int columns = TableKey.TEXT_COLUMNS.getList(conf).size();
    statistics = TableStatistics.of(columns);
    numbers = new double[columns];
  }

  @Override
  protected void map(RowKey key, RowWritable row, Context context) {
    statistics.addRow();
    for (int c = 0; c < numbers.length; c++) {
      add(c, row.texts()[c]);
    }
    sample(key);
  }

  private void add(int c, String text) {
    numbers[c] = Double.NaN;
    if (dialect.isMissing(text)) {
      statistics.column(c).addMissing();
      return;
    }
    double value = dialect.numbers().parse(text);
    if (Double.isFinite(value)) {
      numbers[c] = value;
      statistics.column(c).addNumber(text, value);
    } else {
      statistics.column(c).addText(text);
    }
  }

  private void sample(RowKey key) {
    if (!key.file().equals(file)) {
      file = key.file();
      fileHash = StableHash.of(0, SALT + file);
    }
    long hash = StableHash.at(fileHash, key.position());
    if (statistics.sample().mayTake(hash)) {
      statistics.sample().add(new RowSample.Key(hash, file, key.position()), numbers.clone());
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    String split = RowSplit.identity(context.getInputSplit());
    context.write(new Text(split), new StatisticsWritable(statistics));
  }
}
