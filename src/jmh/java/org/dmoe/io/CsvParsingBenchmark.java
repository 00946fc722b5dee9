package org.dmoe.io;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Numbers out of CSV: as the jobs read it, and by the CSV library as its manual shows, with and
 * without making numbers of the fields. One operation is {@value #ROWS} rows of 20 covariates and a
 * response; {@link CsvTable} turns operations and seconds into MB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
public class CsvParsingBenchmark {

  static final int ROWS = 10_000;

  private static final int DIMENSION = 20;

  /** Digits after the point; all that a double has where there are 17. */
  @Param({"17", "3"})
  int digits;

  /** Times of the thread's own core: others may want the machine at the same time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Core {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public double operations;
    public double cpuSeconds;
    private long start;

    /** Begins to count. */
    @Setup(Level.Iteration)
    public void begin() {
      operations = 0;
      cpuSeconds = 0;
      start = THREADS.getCurrentThreadCpuTime();
    }

    /** Ends an operation. */
    void count() {
      operations++;
      cpuSeconds = 1e-9 * (THREADS.getCurrentThreadCpuTime() - start);
    }
  }

  private byte[] table;
  private CsvRowParser parser;
  private ParsedRow row;

  /** Draws a table of normal numbers. */
  @Setup
  public void draw() {
    table = table(digits).getBytes(StandardCharsets.US_ASCII);
    List<String> features = IntStream.rangeClosed(1, DIMENSION).mapToObj(j -> "x" + j).toList();
    List<String> header =
        IntStream.rangeClosed(1, DIMENSION + 1)
            .mapToObj(j -> j > DIMENSION ? "y" : "x" + j)
            .toList();
    ColumnSelection wanted = new ColumnSelection(features, "y", "", List.of());
    parser = CsvRowParser.of(header, wanted, CsvDialect.DEFAULT);
    row = wanted.newRow();
  }

  static String table(int digits) {
    Random random = new Random(1);
    double scale = Math.pow(10, digits);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j <= DIMENSION; j++) {
        double value = random.nextGaussian();
        double shown = digits < 17 ? Math.rint(value * scale) / scale : value;
        text.append(j == 0 ? "" : ",").append(DoubleToDecimal.toString(shown));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Lines by Hadoop's reader, so that their offsets are known, and the rows' numbers. */
  @Benchmark
  public double jobs(Core core) throws IOException {
    double sum = 0;
    Text line = new Text();
    try (LineReader lines = new LineReader(new ByteArrayInputStream(table))) {
      while (lines.readLine(line) > 0) {
        if (parser.parse(line.getBytes(), 0, line.getLength(), row) != RowStatus.OK) {
          throw new IllegalStateException(row.reason());
        }
        sum += row.y();
      }
    }
    core.count();
    return sum;
  }

  /** The library's records, and each field through Double.parseDouble. */
  @Benchmark
  public double libraryNumbers(Core core) throws IOException {
    double sum = 0;
    double[] x = new double[DIMENSION + 1];
    try (CsvReader<CsvRecord> records = records()) {
      for (CsvRecord record : records) {
        for (int j = 0; j < x.length; j++) {
          x[j] = Double.parseDouble(record.getField(j));
        }
        sum += x[DIMENSION];
      }
    }
    core.count();
    return sum;
  }

  /** The library's records alone: no field becomes a number. */
  @Benchmark
  public int libraryFields(Core core) throws IOException {
    int fields = 0;
    try (CsvReader<CsvRecord> records = records()) {
      for (CsvRecord record : records) {
        fields += record.getFieldCount();
      }
    }
    core.count();
    return fields;
  }

  private CsvReader<CsvRecord> records() throws IOException {
    return CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(table));
  }
}
