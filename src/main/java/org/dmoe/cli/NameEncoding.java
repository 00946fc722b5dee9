package org.dmoe.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The encoding of names on this machine, by its locale. Under LC_ALL=C that is ASCII: Java gives
 * the program question marks for any other character, and cannot open files with such names.
 */
final class NameEncoding {

  private static final char UNKNOWN = '\uFFFD';
  private static final String NAME = System.getProperty("sun.jnu.encoding", "");
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private NameEncoding() {}

  /** Whether there are characters that a name cannot have. */
  private static boolean isAscii() {
    return NAME.startsWith("ANSI_X3.4") || NAME.equals("US-ASCII") || NAME.equals("646");
  }

  /** The program's arguments as they were typed, where the system tells. */
  static String[] typed(String[] args) {
    if (!isAscii() || Stream.of(args).allMatch(NameEncoding::isPlain)) {
      return args;
    }
    try {
      String line = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8);
      String[] all = line.split("\0", -1);
      int end = all.length - 1; // each has a zero behind it
      return end < args.length ? args : Arrays.copyOfRange(all, end - args.length, end);
    } catch (IOException e) {
      return args;
    }
  }

  /** A stream for messages that can have any character. */
  static PrintStream unbounded(PrintStream stream) {
    return Charset.defaultCharset().equals(StandardCharsets.US_ASCII)
        ? new PrintStream(stream, true, StandardCharsets.UTF_8)
        : stream;
  }

  /** Whether a local file of that name can be opened. */
  static boolean holds(String name) {
    return !isAscii() || isPlain(name);
  }

  /** What is wrong with a local file's name, and what to do. */
  static String complaint(String name) {
    return "'%s' cannot be a file's name in the encoding of this locale (%s): set LC_ALL=C.UTF-8 in the environment"
        .formatted(name, NAME);
  }

  /** Local files whose names cannot be read, at a path or below it; Hadoop would skip them. */
  static List<String> unreadable(String name) {
    if (!isAscii()) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(Path.of(name))) {
      return files.map(Path::toString).filter(file -> file.indexOf(UNKNOWN) >= 0).sorted().toList();
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      return List.of(); // what cannot be looked at is named when it is read
    }
  }

  private static boolean isPlain(String name) {
    return name.chars().allMatch(c -> c < 128);
  }
}
