package org.dmoe.table.in;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/** How a file holds its rows, by the extension of its name. */
enum TableFormat {
  /** Whatever is none of the others is taken for CSV. */
  CSV("a CSV file", "", ".csv", ".txt", ".tsv") {
    @Override
    boolean isSplittable(SourceFile file) {
      return file.codec().isEmpty();
    }

    @Override
    Optional<FileHeader> readHeader(SourceFile file) throws IOException {
      return CsvHeader.read(file, CsvOptions.from(file.conf()));
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
    Optional<FileHeader> readHeader(SourceFile file) throws IOException {
      return Optional.of(new FileHeader(AvroRowSource.schema(file), 0));
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
    Optional<FileHeader> readHeader(SourceFile file) throws IOException {
      return Optional.of(new FileHeader(ParquetRowSource.schema(file), 0));
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
    Optional<FileHeader> readHeader(SourceFile file) throws IOException {
      return Optional.of(new FileHeader(OrcRowSource.schema(file), 0));
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

  /** That of a file's name; what is neither Avro nor Parquet nor ORC is CSV. */
  static TableFormat of(Path file) {
    String name = file.getName().toLowerCase(Locale.ROOT);
    return Stream.of(AVRO, PARQUET, ORC)
        .filter(format -> format.endings.stream().anyMatch(name::endsWith))
        .findFirst()
        .orElse(CSV);
  }

  /** Whether a file is text, by its name. */
  static boolean isText(Path file) {
    return of(file) == CSV;
  }

  /** What the names of its files end in. */
  List<String> endings() {
    return endings;
  }

  /** What stands above the rows of a file; empty where it has not even a header. */
  static Optional<FileHeader> header(SourceFile file) throws IOException {
    return checked(file, source -> of(source.path()).readHeader(source));
  }

  /** Opens a part of a file. */
  static RowSource source(TaskAttemptContext context, SplitPart part, ColumnSelection wanted)
      throws IOException {
    Map<String, String> constants = PathColumns.of(context.getConfiguration(), part.file());
    return checked(
        new SourceFiles(context.getConfiguration()).of(part.path()),
        source -> of(part.path()).open(source, context, part, wanted.withConstants(constants)));
  }

  /** How many rows a part of a file has, by what its beginning looks like. */
  static double estimateRows(Configuration conf, SplitPart part) throws IOException {
    return checked(
        new SourceFiles(conf).of(part.path()), source -> of(part.path()).rows(source, part));
  }

  boolean isSplittable(SourceFile file) {
    return true;
  }

  abstract Optional<FileHeader> readHeader(SourceFile file) throws IOException;

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
