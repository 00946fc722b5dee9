package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dmoe.mapreduce.DmoeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelpTest {

  /** On one line. */
  private static String help(String... args) {
    Outcome outcome = Outcome.of(args);
    assertThat(outcome.exitCode()).isZero();
    return outcome.out().replaceAll("\\s+", " ");
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyIsDocumented(DmoeKey key) {
    String flag = key.flag().map(option -> option + ": ").orElse("");

    assertThat(help("--help").replace(" ", ""))
        .contains((key.key() + flag + key.help()).replace(" ", ""));
  }

  @Test
  void everyFlagIsAnOptionOfSomeCommand() {
    String all =
        Stream.of(
                "fit",
                "sample",
                "aggregate",
                "evaluate",
                "predict",
                "simulate",
                "partition",
                "describe")
            .map(command -> help(command, "--help"))
            .collect(Collectors.joining(" "));

    assertThat(Arrays.stream(DmoeKey.values()).map(DmoeKey::flag).flatMap(Optional::stream))
        .allSatisfy(flag -> assertThat(all).containsPattern(" " + flag + "[=, ]"));
  }

  @Test
  void aCommandsHelpTellsWhereTheKeysAre() {
    assertThat(help("fit", "--help"))
        .contains("'dmoe --help' lists DMoE's own keys")
        .doesNotContain("dmoe.support.size");
  }
}
