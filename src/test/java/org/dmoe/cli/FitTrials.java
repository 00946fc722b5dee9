package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Fits of three small tables with whatever a test adds to them. */
abstract class FitTrials {

  @TempDir Path temp;

  Path input;

  @BeforeEach
  void rows() throws IOException {
    input = Rows.directory(temp.resolve("rows"), 100);
  }

  final Outcome fit(String... changes) {
    List<String> args =
        new ArrayList<>(List.of("fit", "--partition", "file", "--support-size", "50"));
    List<String> given = List.of(changes);
    addUnlessGiven(args, given, "--output", temp.resolve("run").toString());
    addUnlessGiven(args, given, "--input", input.toString());
    addUnlessGiven(args, given, "--response", "y");
    addUnlessGiven(args, given, "--experts", "2");
    args.addAll(given);
    return Outcome.of(args.toArray(String[]::new));
  }

  private static void addUnlessGiven(
      List<String> args, List<String> given, String option, String value) {
    if (!given.contains(option)) {
      args.add(option);
      args.add(value);
    }
  }

  final void assertRefused(Outcome outcome, int exitCode, String... words) throws IOException {
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).startsWith("dmoe: ").contains(words);
    assertThat(outcome.exitCode()).as(outcome.errors().get(0)).isEqualTo(exitCode);
    try (Stream<Path> left = Files.list(temp)) {
      Set<String> names = left.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
      assertThat(names).isSubsetOf("rows", "models", "support.csv");
    }
  }

  final void append(String file, String line) throws IOException {
    Path path = input.resolve(file);
    Files.writeString(path, Files.readString(path) + line + "\n");
  }
}
