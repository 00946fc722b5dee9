package org.dmoe.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.io.BadFileException;

/**
 * Turns the published files of the Beijing air-quality data into a regression table: {@code
 * OUT/train/STATION.csv} and {@code OUT/test/STATION.csv}. The table is defined in the README
 * beside the files.
 */
public final class BeijingTable {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int BAD_INPUT = 3;

  private BeijingTable() {}

  /** Exits with 0 when done, 1 on a failure, 2 on wrong usage, 3 on unusable files. */
  public static void main(String[] args) {
    System.exit(run(args, System.err));
  }

  /** As the command line does, without the end of the program. */
  public static int run(String[] args, PrintStream err) {
    if (args.length != 2) {
      err.println("usage: BeijingTable IN_DIR OUT_DIR");
      return USAGE;
    }
    Path out = Path.of(args[1]);
    if (Files.exists(out)) {
      err.println(out + ": exists already; remove it or name another directory");
      return USAGE;
    }
    return write(Path.of(args[0]), out, err);
  }

  private static int write(Path in, Path out, PrintStream err) {
    try {
      write(in, out);
      return DONE;
    } catch (BadFileException e) {
      err.println(e.getMessage());
      return BAD_INPUT;
    } catch (FileSystemException e) {
      err.println(e.getFile() + ": cannot be read or written" + reason(e));
      return FAILED;
    } catch (IOException e) {
      err.println("writing the table failed: " + e.getMessage());
      return FAILED;
    }
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? "" : ": " + e.getReason();
  }

  /** Writes under another name first, so that a failure leaves nothing that looks finished. */
  private static void write(Path in, Path out) throws IOException {
    List<Path> stations = stations(in);
    Path staged = out.resolveSibling(out.getFileName() + ".unfinished");
    delete(staged);
    try {
      Files.createDirectories(staged.resolve("train"));
      Files.createDirectories(staged.resolve("test"));
      for (Path file : stations) {
        new StationTable(StationFile.read(file)).write(staged);
      }
      Files.move(staged, out);
    } finally {
      delete(staged);
    }
  }

  private static List<Path> stations(Path in) throws IOException {
    if (!Files.isDirectory(in)) {
      throw new BadFileException(in.toString(), "not a directory");
    }
    try (Stream<Path> files = Files.list(in)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList();
      if (found.isEmpty()) {
        throw new BadFileException(in.toString(), "there is no .csv.gz file in the directory");
      }
      return found;
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
