package org.dmoe.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one run of all benchmarks has found.
 *
 * @param machine processors, Java and the like, by name
 * @param measures in the order in which they were made
 */
record Measures(Map<String, String> machine, List<Measure> measures) {

  /** What is slower than by this factor is a loss. */
  static final double LOSS = 0.9;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  Measures {
    machine = Map.copyOf(machine);
    measures = List.copyOf(measures);
  }

  static Measures read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Measures.class);
  }

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  Optional<Measure> named(String name) {
    return measures.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }

  /** A table of Markdown, with the gain over an earlier run beside it where there is one. */
  String table(Optional<Measures> earlier) {
    StringBuilder table = new StringBuilder("| | | unit |");
    table.append(earlier.isPresent() ? " before | gain |\n" : "\n");
    table.append("| --- | ---: | --- |").append(earlier.isPresent() ? " ---: | ---: |\n" : "\n");
    for (Measure measure : measures) {
      table.append(
          "| %s | %s | %s |".formatted(measure.name(), digits(measure.value()), measure.unit()));
      earlier.ifPresent(run -> table.append(beside(measure, run.named(measure.name()))));
      table.append('\n');
    }
    return table.toString();
  }

  private static String beside(Measure measure, Optional<Measure> before) {
    return before
        .map(
            old ->
                String.format(
                    Locale.ROOT, " %s | %.2f |", digits(old.value()), measure.gainOver(old)))
        .orElse(" | |");
  }

  /** Three digits or all before the point. */
  private static String digits(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }

  /** What has become slower by more than a tenth, a line each. */
  List<String> losses(Measures earlier) {
    List<String> losses = new ArrayList<>();
    for (Measure measure : measures) {
      Optional<Measure> before = earlier.named(measure.name());
      if (before.isPresent() && !(measure.gainOver(before.get()) >= LOSS)) {
        losses.add(
            "%s: %s %s, it was %s"
                .formatted(
                    measure.name(),
                    digits(measure.value()),
                    measure.unit(),
                    digits(before.get().value())));
      }
    }
    return losses;
  }
}
