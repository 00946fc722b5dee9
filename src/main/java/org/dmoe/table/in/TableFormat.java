package org.dmoe.table.in;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/** How a file holds its rows, by the extension of its name. */
enum TableFormat {
  CSV {
    @Override
    boolean isSplittable(Configuration conf, Path file) {
      return new CompressionCodecFactory(conf).getCodec(file) == null;
    }

    @Override
    Optional<TableSchema> readSchema(Configuration conf, Path file) throws IOException {
      return CsvHeader.read(conf, file, CsvOptions.from(conf)).map(CsvHeader::schema);
    }

    @Override
    RowSource open(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
        throws IOException {
      return CsvRowSource.open(context, part, wanted);
    }

    @Override
    double rows(Configuration conf, SplitPart part) throws IOException {
      return part.length() * CsvHeader.rowsPerByte(conf, part.path());
    }
  },

  AVRO {
    @Override
    String foreign() {
      return "Not an Avro data file";
    }

    @Override
    Optional<TableSchema> readSchema(Configuration conf, Path file) throws IOException {
      return Optional.of(AvroRowSource.schema(conf, file));
    }

    @Override
    RowSource open(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
        throws IOException {
      return AvroRowSource.open(context.getConfiguration(), part, wanted);
    }

    @Override
    double rows(Configuration conf, SplitPart part) throws IOException {
      return part.length() * AvroRowSource.rowsPerByte(conf, part.path());
    }
  },

  PARQUET {
    @Override
    String foreign() {
      return "is not a Parquet file";
    }

    @Override
    Optional<TableSchema> readSchema(Configuration conf, Path file) throws IOException {
      return Optional.of(ParquetColumns.schema(conf, file));
    }

    @Override
    RowSource open(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
        throws IOException {
      return ParquetRowSource.open(context.getConfiguration(), part, wanted);
    }

    @Override
    double rows(Configuration conf, SplitPart part) throws IOException {
      return ParquetRowSource.rows(conf, part);
    }
  };

  /** That of a file's name; what is neither Avro nor Parquet is CSV. */
  static TableFormat of(Path file) {
    String name = file.getName().toLowerCase(Locale.ROOT);
    if (name.endsWith(".avro")) {
      return AVRO;
    }
    return name.endsWith(".parquet") ? PARQUET : CSV;
  }

  /** The columns of a file; empty where it has not even a header. */
  static Optional<TableSchema> schema(Configuration conf, Path file) throws IOException {
    return checked(file, () -> of(file).readSchema(conf, file));
  }

  /** Opens a part of a file. */
  static RowSource source(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException {
    Map<String, String> constants = PathColumns.of(context.getConfiguration(), part.file());
    return checked(
        part.path(), () -> of(part.path()).open(context, part, wanted.withConstants(constants)));
  }

  /** How many rows a part of a file has, by what its beginning looks like. */
  static double estimateRows(Configuration conf, SplitPart part) throws IOException {
    return checked(part.path(), () -> of(part.path()).rows(conf, part));
  }

  boolean isSplittable(Configuration conf, Path file) {
    return true;
  }

  /** What its libraries say of a file that is another format's, "" if nothing does. */
  String foreign() {
    return "";
  }

  abstract Optional<TableSchema> readSchema(Configuration conf, Path file) throws IOException;

  abstract RowSource open(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException;

  abstract double rows(Configuration conf, SplitPart part) throws IOException;

  /** What is done with a file. */
  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T checked(Path file, Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (UnusableInputException e) {
      throw e;
    } catch (FileNotFoundException e) {
      throw new UnusableInputException(Paths.shown(file) + ": " + Complaints.ofAbsence(e), e);
    } catch (EOFException e) {
      throw new UnusableInputException(Paths.shown(file) + ": the file is cut off", e);
    } catch (LinkageError e) {
      throw new UnusableInputException(Paths.shown(file) + ": " + Complaints.ofLibrary(e), e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw new UnusableInputException(Paths.shown(file) + ": " + of(file).complaint(e), e);
    }
  }

  private String complaint(Throwable failure) {
    String text = Complaints.of(failure);
    return foreign().isEmpty() || !text.contains(foreign())
        ? text
        : "not a%s file, though its name says so, or it is cut off"
            .formatted(this == AVRO ? "n Avro" : " Parquet");
  }
}
