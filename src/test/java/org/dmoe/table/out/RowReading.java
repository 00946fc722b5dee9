package org.dmoe.table.out;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads what was written, with the formats' own readers. */
public final class RowReading {

  private RowReading() {}

  /** The names of the columns, then the rows' values, all as text. */
  public static List<List<String>> read(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".avro")) {
      return avro(file);
    }
    if (name.endsWith(".orc")) {
      return orc(file);
    }
    return name.endsWith(".parquet") ? parquet(file) : csv(file);
  }

  /** The rows, without the names, of all files of a directory by name. */
  public static List<List<String>> rows(Path directory) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Path file : files(directory)) {
      List<List<String>> all = read(file);
      rows.addAll(all.subList(1, all.size()));
    }
    return rows;
  }

  /** The data files of a directory by name. */
  public static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> f.getFileName().toString().matches("[^_.].*\\..*"))
          .sorted()
          .toList();
    }
  }

  private static List<List<String>> csv(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        java.io.Reader reader = new InputStreamReader(text, StandardCharsets.UTF_8)) {
      return CsvReader.builder().skipEmptyLines(false).ofCsvRecord(reader).stream()
          .map(CsvRecord::getFields)
          .toList();
    }
  }

  private static List<List<String>> avro(Path file) throws IOException {
    try (var reader =
        new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
      List<List<String>> rows = new ArrayList<>(List.of(names(reader.getSchema())));
      reader.forEach(record -> rows.add(values(record)));
      return rows;
    }
  }

  private static List<List<String>> parquet(Path file) throws IOException {
    HadoopInputFile input =
        HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
    List<List<String>> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(input).withDataModel(GenericData.get()).build()) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        if (rows.isEmpty()) {
          rows.add(names(record.getSchema()));
        }
        rows.add(values(record));
      }
    }
    return rows;
  }

  private static List<List<String>> orc(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (Reader reader =
            OrcFile.createReader(
                new org.apache.hadoop.fs.Path(file.toUri()),
                OrcFile.readerOptions(new Configuration()));
        RecordReader records = reader.rows()) {
      rows.add(reader.getSchema().getFieldNames());
      VectorizedRowBatch batch = reader.getSchema().createRowBatch();
      while (records.nextBatch(batch)) {
        for (int i = 0; i < batch.size; i++) {
          int row = i;
          rows.add(Arrays.stream(batch.cols).map(values -> value(values, row)).toList());
        }
      }
    }
    return rows;
  }

  private static String value(ColumnVector values, int row) {
    int index = values.isRepeating ? 0 : row;
    if (values instanceof DoubleColumnVector numbers) {
      return Double.toString(numbers.vector[index]);
    }
    return values instanceof LongColumnVector numbers
        ? Long.toString(numbers.vector[index])
        : ((BytesColumnVector) values).toString(index);
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(AvroNames::column).toList();
  }

  private static List<String> values(GenericRecord record) {
    return record.getSchema().getFields().stream()
        .map(field -> record.get(field.pos()).toString())
        .toList();
  }
}
