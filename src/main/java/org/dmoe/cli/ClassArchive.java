package org.dmoe.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs what users run first, small, so that a Java started with -XX:ArchiveClassesAtExit leaves the
 * classes of it in an archive; see scripts/dmoe.
 */
public final class ClassArchive {

  private static final int ROWS = 40;

  private ClassArchive() {}

  /**
   * @param args a directory for the files of these runs, which the caller removes
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Path table = Files.writeString(directory.resolve("table.csv"), table());
    Path run = directory.resolve("run");
    String rows = "--input " + table + " --response y";
    run("--help");
    run("fit --help");
    run("describe --input " + table);
    run("fit --experts 2 --inference --test " + table + " " + rows + " --output " + run);
    run("show " + run);
    run("evaluate --model " + run + " " + rows);
    run("predict --model %s --input %s --output %s".formatted(run, table, directory.resolve("p")));
    System.exit(0); // threads of Hadoop would keep the program
  }

  private static void run(String line) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(line.split(" "), nowhere, nowhere);
  }

  private static String table() {
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < ROWS; i++) {
      double x = i - ROWS / 2.0;
      double y = Math.abs(x) + 0.1 * (i * 7 % 5);
      csv.append(String.format(Locale.ROOT, "%.2f,%.2f%n", x, y));
    }
    return csv.toString();
  }
}
