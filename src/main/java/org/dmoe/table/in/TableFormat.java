package org.dmoe.table.in;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;
import org.dmoe.table.TableKey;

/** How a file holds its rows, by the extension of its name. */
enum TableFormat {
  /** Whatever is none of the others is taken for CSV. */
  CSV("a CSV file", "", ".csv", ".txt", ".tsv") {
    @Override
    boolean isSplittable(Configuration conf, Path file) {
      return new CompressionCodecFactory(conf).getCodec(file) == null;
    }

    @Override
    Optional<TableSchema> readSchema(SourceFile file) throws IOException {
      CsvOptions options = CsvOptions.from(file.conf());
      return CsvHeader.read(file, options)
          .map(header -> header.requireDelimiter(wanted(file.conf()), options.dialect()))
          .map(CsvHeader::schema);
    }

    @Override
    RowSource open(
        SourceFile file, TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
        throws IOException {
      return CsvRowSource.open(file, context, part, wanted);
    }

    @Override
    double rows(SourceFile file, SplitPart part) throws IOException {
      return part.length() * CsvHeader.rowsPerByte(file);
    }
  },

  AVRO("an Avro file", "Not an Avro data file", ".avro") {
    @Override
    Optional<TableSchema> readSchema(SourceFile file) throws IOException {
      return Optional.of(AvroRowSource.schema(file));
    }

    @Override
    RowSource open(
        SourceFile file, TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
        throws IOException {
      return AvroRowSource.open(file, part, wanted);
    }

    @Override
    double rows(SourceFile file, SplitPart part) throws IOException {
      return part.length() * AvroRowSource.rowsPerByte(file);
    }
  },

  PARQUET("a Parquet file", "is not a Parquet file", ".parquet") {
    @Override
    Optional<TableSchema> readSchema(SourceFile file) throws IOException {
      return Optional.of(ParquetRowSource.schema(file));
    }

    @Override
    RowSource open(
        SourceFile file, TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
        throws IOException {
      return ParquetRowSource.open(file, part, wanted);
    }

    @Override
    double rows(SourceFile file, SplitPart part) throws IOException {
      return ParquetRowSource.rows(file, part);
    }
  },

  ORC("an ORC file", "Malformed ORC file", ".orc") {
    @Override
    Optional<TableSchema> readSchema(SourceFile file) throws IOException {
      return Optional.of(OrcRowSource.schema(file));
    }

    @Override
    RowSource open(
        SourceFile file, TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
        throws IOException {
      return OrcRowSource.open(file, part, wanted);
    }

    @Override
    double rows(SourceFile file, SplitPart part) throws IOException {
      return OrcRowSource.rows(file, part);
    }
  };

  private final String shown;
  private final String foreign;
  private final List<String> endings;

  /**
   * @param shown as messages name a file of it
   * @param foreign what its library says of a file that is another format's; "" if nothing does
   * @param endings of its files' names
   */
  TableFormat(String shown, String foreign, String... endings) {
    this.shown = shown;
    this.foreign = foreign;
    this.endings = List.of(endings);
  }

  /** Columns that are named as response, features or by another role. */
  private static List<String> wanted(Configuration conf) {
    List<String> wanted = new ArrayList<>();
    for (TableKey key : List.of(TableKey.RESPONSE, TableKey.WEIGHT, TableKey.LABEL)) {
      key.find(conf).filter(name -> !name.isEmpty()).ifPresent(wanted::add);
    }
    wanted.addAll(TableKey.FEATURES.getList(conf));
    return wanted;
  }

  /** That of a file's name; what is neither Avro nor Parquet nor ORC is CSV. */
  static TableFormat of(Path file) {
    String name = file.getName().toLowerCase(Locale.ROOT);
    return Stream.of(AVRO, PARQUET, ORC)
        .filter(format -> format.endings.stream().anyMatch(name::endsWith))
        .findFirst()
        .orElse(CSV);
  }

  /** What the names of its files end in. */
  List<String> endings() {
    return endings;
  }

  /** The columns of a file; empty where it has not even a header. */
  static Optional<TableSchema> schema(Configuration conf, Path file) throws IOException {
    return checked(new SourceFile(conf, file), source -> of(file).readSchema(source));
  }

  /** Opens a part of a file. */
  static RowSource source(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException {
    Map<String, String> constants = PathColumns.of(context.getConfiguration(), part.file());
    return checked(
        new SourceFile(context.getConfiguration(), part.path()),
        source -> of(part.path()).open(source, context, part, wanted.withConstants(constants)));
  }

  /** How many rows a part of a file has, by what its beginning looks like. */
  static double estimateRows(Configuration conf, SplitPart part) throws IOException {
    return checked(new SourceFile(conf, part.path()), source -> of(part.path()).rows(source, part));
  }

  boolean isSplittable(Configuration conf, Path file) {
    return true;
  }

  abstract Optional<TableSchema> readSchema(SourceFile file) throws IOException;

  abstract RowSource open(
      SourceFile file, TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException;

  abstract double rows(SourceFile file, SplitPart part) throws IOException;

  /** What is done with a file. */
  private interface Work<T> {
    T run(SourceFile source) throws IOException;
  }

  /** What the file system throws goes on as it is: another attempt may succeed. */
  private static <T> T checked(SourceFile source, Work<T> work) throws IOException {
    Path file = source.path();
    try {
      return work.run(source);
    } catch (UnusableInputException e) {
      throw e;
    } catch (DamageException e) {
      throw new UnusableInputException(Paths.shown(file) + ": " + e.getMessage(), e);
    } catch (FileNotFoundException e) {
      throw new UnusableInputException(Paths.shown(file) + ": " + Complaints.ofAbsence(e), e);
    } catch (AccessControlException | AccessDeniedException e) {
      throw new UnusableInputException(Paths.shown(file) + ": " + Complaints.of(e), e);
    } catch (LinkageError e) {
      throw new UnusableInputException(Paths.shown(file) + ": " + Complaints.ofLibrary(e), e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (source.failure().isPresent()) {
        throw source.failure().get();
      }
      String complaint = e instanceof EOFException ? "the file is cut off" : of(file).complaint(e);
      throw new UnusableInputException(Paths.shown(file) + ": " + complaint, e);
    }
  }

  private String complaint(Throwable failure) {
    String text = Complaints.of(failure);
    return foreign.isEmpty() || !text.contains(foreign)
        ? text
        : "not " + shown + ", though its name says so, or it is cut off";
  }
}
