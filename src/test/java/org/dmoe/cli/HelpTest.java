package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.ConfigurationKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  /** On one line. */
  private static String help(String... args) {
    Outcome outcome = Outcome.of(args);
    assertThat(outcome.exitCode()).isZero();
    return outcome.out().replaceAll("\\s+", " ");
  }

  static List<ConfigurationKey> keys() {
    return JobKey.all();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyIsDocumented(ConfigurationKey key) {
    String flag = key.flag().map(option -> option + ": ").orElse("");

    assertThat(help("help", "keys").replace(" ", ""))
        .contains((key.key() + flag + key.help()).replace(" ", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"help keys", "--help", "fit --help", "sample --help", "aggregate --help"})
  void noDefaultIsTheLackOfANumber(String args) {
    assertThat(help(args.split(" "))).doesNotContain("NaN");
  }

  @Test
  void theDefaultOfTheGatesRidgeIsSaidInWords() {
    assertThat(help("fit", "--help"))
        .contains("--gate-ridge=R")
        .contains("standardised slopes (default: 0.001, or 0.03 where rows are few).");
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

    assertThat(JobKey.all().stream().map(ConfigurationKey::flag).flatMap(Optional::stream))
        .allSatisfy(
            flag ->
                assertThat(all)
                    .containsPattern(" " + flag.replace("--", "--(\\[no-])?") + "[=, ]"));
  }

  @Test
  void aCommandsHelpTellsWhereTheKeysAre() {
    assertThat(help("fit", "--help"))
        .contains("'dmoe help keys' lists DMoE's own keys")
        .doesNotContain("dmoe.support.size");
  }

  static Stream<String> commands() {
    return Stream.of(
        "fit",
        "describe",
        "sample",
        "aggregate",
        "refine",
        "statistics",
        "evaluate",
        "predict",
        "simulate",
        "partition",
        "show",
        "report");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpOfACommandBeginsWithAnExampleOfIt(String command) {
    assertThat(help("help", command))
        .isEqualTo(help(command, "--help").strip() + " ")
        .startsWith("Example: dmoe " + command + " ")
        .contains("Usage: dmoe " + command)
        .contains("Help and messages: ")
        .doesNotContain("dmoe.support.size");
  }

  /** All its options are known and all that must be given are there; only the files are not. */
  @ParameterizedTest
  @MethodSource("commands")
  void theExampleIsACommandLine(String command) {
    String example = help(command, "--help").replaceFirst("^Example: dmoe (.*?) Usage:.*", "$1");
    boolean needsNoFile = command.equals("simulate");
    String broken = needsNoFile ? example + " --model no-model" : example;
    int code = needsNoFile ? ExitCode.WRONG_USAGE : ExitCode.UNUSABLE_INPUT;
    assertThat(Outcome.of(broken.split(" ")).exitCode()).isEqualTo(code);
  }

  @Test
  void optionsStandUnderHeadings() {
    assertThat(help("fit", "--help"))
        .containsSubsequence(
            "Options: ",
            "--response",
            "Rows: ",
            "--input",
            "Text files: ",
            "--delimiter",
            "Machines: ",
            "--partition",
            "Supporting sample: ",
            "--support-size",
            "Output: ",
            "--output",
            "Help and messages: ",
            "--debug");
  }

  @Test
  void helpOfNothingThatThereIs() {
    Outcome.of("help", "fitt").assertRefused(ExitCode.WRONG_USAGE, "did you mean 'fit'?");
  }

  @Test
  void theProgramsHelpHasNoKeys() {
    assertThat(help("--help")).doesNotContain("dmoe.support.size").contains("aggregate");
    assertThat(help("help")).contains("Usage: dmoe");
  }
}
