package org.dmoe.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Warnings on the console, and what they mean. */
final class WarningText {

  private static final int MOST = 10;

  /**
   * @param words by which a warning is known, a regular expression
   * @param text what it means and what to do
   */
  private record Meaning(Pattern words, String text) {

    Meaning(String words, String text) {
      this(Pattern.compile(words), text);
    }

    boolean isOf(String warning) {
      return words.matcher(warning).find();
    }
  }

  private static final List<Meaning> MEANINGS =
      List.of(
          new Meaning(
              "^pilot: \\d+ rows are few for",
              "every machine climbs from the pilot, and an expert that it misses is missing in all"
                  + " of them; draw more supporting rows (--support-size), or take --start own"),
          new Meaning(
              "rows are few for",
              "few rows for so many parameters: coefficients are uncertain, and the model fits"
                  + " chance; take fewer --experts, or larger machines (--min-rows-per-machine)"),
          new Meaning(
              "the rarest expert has",
              "an expert rests on hardly any rows: its line is not to be trusted; take fewer"
                  + " --experts"),
          new Meaning(
              "its floor",
              "rows of an expert lie on a plane, as of a column made from others or of rounded"
                  + " values: its likelihood says nothing; exclude the column, or take fewer"
                  + " --experts"),
          new Meaning(
              "is constant", "a constant column explains nothing; --exclude it on all machines"),
          new Meaning(
              "did not converge",
              "the aggregation stopped at its bound on iterations: the model is usable, a better"
                  + " one is near; try --refine 1"),
          new Meaning(
              "no maximum was certified",
              "the climb ended where no further step helped, without proof of a maximum: do not"
                  + " rely on its standard errors"),
          new Meaning(
              "likelihood still rises",
              "the model is not at a maximum of the likelihood: its standard errors hold after --refine"
                  + " auto"),
          new Meaning(
              "do not identify",
              "rows cannot tell some parameters apart, as of experts that hardly apply: take fewer"
                  + " --experts, or a --gate-ridge"),
          new Meaning(
              "higher log-likelihood on the test rows",
              "another model predicts better: machines may differ, or local rows may be few; try"
                  + " --refine 1, and look at the machines in the report"));

  private WarningText() {}

  /** Each a line; empty without any. */
  static String of(List<String> warnings) {
    StringBuilder text = new StringBuilder();
    Set<String> meanings = new LinkedHashSet<>();
    for (String warning : warnings) {
      MEANINGS.stream()
          .filter(meaning -> meaning.isOf(warning))
          .findFirst()
          .ifPresent(meaning -> meanings.add(meaning.text()));
    }
    warnings.stream()
        .limit(MOST)
        .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    if (warnings.size() > MOST) {
      text.append("... and %d more warnings, see run.json%n".formatted(warnings.size() - MOST));
    }
    meanings.forEach(meaning -> text.append("  that is: ").append(meaning).append('\n'));
    return text.toString();
  }
}
