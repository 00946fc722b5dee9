package org.dmoe.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;

/** What a shell and {@code man} need to know of the program; see scripts/dmoe install. */
public final class Extras {

  private Extras() {}

  /**
   * Writes completion.bash and a manual page for the program and each of its commands.
   *
   * @param args the directory for them
   */
  public static void main(String[] args) throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(new PrintWriter(Writer.nullWriter()), nowhere);
    CommandLine program = Main.commandLine(new Configuration(false), console, false);
    Path directory = Files.createDirectories(Path.of(args[0]));
    Files.writeString(directory.resolve("completion.bash"), Completion.bash(program));
    write(directory, program);
    for (CommandLine command : program.getSubcommands().values()) {
      write(directory, command);
    }
  }

  private static void write(Path directory, CommandLine command) throws IOException {
    Files.writeString(directory.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
  }
}
