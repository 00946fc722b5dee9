package org.dmoe.table.out;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.TableKey;

/**
 * Files of rows: their columns, how they are written, whether they are compressed (gzip for CSV and
 * Parquet, deflate inside Avro, zlib inside ORC). Equal rows in a file of the same name give equal
 * bytes of CSV, Avro and ORC; a Parquet footer lists its encodings in no fixed order.
 */
public record RowFiles(RowSchema schema, RowFormat format, boolean compress) {

  private static final int GZIP_BUFFER = 1 << 16;

  /** Puts these options where {@link #from} finds them. */
  public void store(Configuration conf) {
    schema.store(conf);
    TableKey.OUTPUT_FORMAT.set(conf, format);
    TableKey.OUTPUT_COMPRESS.set(conf, Boolean.toString(compress));
  }

  /**
   * @throws IllegalArgumentException if no columns are stored or a value is not understood
   */
  public static RowFiles from(Configuration conf) {
    return new RowFiles(
        RowSchema.from(conf),
        TableKey.OUTPUT_FORMAT.getEnum(conf, RowFormat.class),
        Boolean.parseBoolean(TableKey.OUTPUT_COMPRESS.get(conf)));
  }

  /** Ending of the files' names. */
  public String extension() {
    return format.extension() + (format == RowFormat.CSV && compress ? ".gz" : "");
  }

  /** Creates a file, which must not exist. */
  public RowSink create(Configuration conf, Path file) throws IOException {
    return switch (format) {
      case CSV -> new CsvRowSink(stream(conf, file), schema);
      case AVRO -> new AvroRowSink(open(conf, file), schema, file.getName(), compress);
      case PARQUET -> new ParquetRowSink(conf, file, schema, compress);
      case ORC -> new OrcRowSink(conf, file, schema, compress);
    };
  }

  private OutputStream stream(Configuration conf, Path file) throws IOException {
    OutputStream out = open(conf, file);
    return compress ? new GZIPOutputStream(out, GZIP_BUFFER) : out;
  }

  private static OutputStream open(Configuration conf, Path file) throws IOException {
    return file.getFileSystem(conf).create(file, false);
  }
}
