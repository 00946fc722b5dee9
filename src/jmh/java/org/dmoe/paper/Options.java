package org.dmoe.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user asks for.
 *
 * @param output folder of all there is
 * @param authors folder of a copy of the authors' code
 * @param localRows rows of each local fit beside other programs
 */
record Options(Plan plan, Path output, Optional<Path> authors, int localRows) {

  private static final int QUICK_LOCAL_ROWS = 2000;
  private static final int LOCAL_ROWS = 5000;

  /**
   * @param args {@code [--quick|--full] [--replicates N] [--only NAME,...] [--authors DIR]
   *     [--output DIR]}
   * @throws IllegalArgumentException if there is another, or one without a usable value
   */
  static Options of(String[] args) {
    Optional<Size> size = Optional.empty();
    Optional<Integer> replicates = Optional.empty();
    List<String> only = List.of();
    Optional<Path> authors = Optional.empty();
    Path output = Path.of("target", "paper");
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick", "--full" -> size = Optional.of(size(args[i], size));
        case "--replicates" -> replicates = Optional.of(number(value(args, i++)));
        case "--only" -> only = List.of(value(args, i++).split(","));
        case "--authors" -> authors = Optional.of(folder(value(args, i++)));
        case "--output" -> output = Path.of(value(args, i++));
        default -> throw unknown(args[i]);
      }
    }
    Size chosen = size.orElse(Size.USUAL);
    Plan plan = Plan.of(replicates.map(chosen::withReplicates).orElse(chosen)).only(only);
    int localRows = chosen.equals(Size.QUICK) ? QUICK_LOCAL_ROWS : LOCAL_ROWS;
    return new Options(plan, output, authors, localRows);
  }

  private static Size size(String option, Optional<Size> before) {
    if (before.isPresent()) {
      throw new IllegalArgumentException("name one of --quick and --full");
    }
    return option.equals("--quick") ? Size.QUICK : Size.FULL;
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("--replicates %s: 1 to 9999 are wanted".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private static Path folder(String name) {
    if (!Files.isDirectory(Path.of(name))) {
      throw new IllegalArgumentException("--authors %s: no such folder".formatted(name));
    }
    return Path.of(name);
  }

  private static String value(String[] args, int option) {
    if (option + 1 == args.length || args[option + 1].isEmpty()) {
      throw new IllegalArgumentException(args[option] + " needs a value");
    }
    return args[option + 1];
  }

  private static IllegalArgumentException unknown(String option) {
    return new IllegalArgumentException(
        "unknown option %s; there are --quick, --full, --replicates N, --only NAME,..., --authors DIR and --output DIR"
            .formatted(option));
  }
}
