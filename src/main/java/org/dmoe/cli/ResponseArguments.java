package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.ResponseType;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Families;
import org.dmoe.model.family.Family;
import org.dmoe.pipeline.RowSource;
import org.dmoe.table.in.ColumnRolesBuilder;
import picocli.CommandLine.Option;

/** What the response is. */
final class ResponseArguments {

  @Option(
      names = "--family",
      paramLabel = "gaussian|categorical|binomial|poisson",
      description =
          "Distribution of the response given an expert: a number (gaussian), one of several classes"
              + " in text or numbers (categorical), 0 or 1, two texts or successes of --trials"
              + " (binomial), or a count (poisson). Default: gaussian.")
  private Optional<String> family = Optional.empty();

  @Option(
      names = "--classes",
      paramLabel = "A|B|...",
      description =
          "Classes of the response, in this order (default: those found, in order of their text or"
              + " number). Of a binomial response the second is the success.")
  private Optional<String> classes = Optional.empty();

  @Option(
      names = "--trials",
      paramLabel = "NAME",
      description =
          "Column of the number of trials, where a binomial response is the number of successes.")
  private Optional<String> trials = Optional.empty();

  @Option(
      names = "--exposure",
      paramLabel = "NAME",
      description = "Column of the time or population that a count belongs to; positive.")
  private Optional<String> exposure = Optional.empty();

  /** Rows with such a response. */
  RowSource applyTo(RowSource source) {
    ResponseType type = type();
    requireFree(type.exposure(), source);
    ColumnRolesBuilder roles = source.table().roles().toBuilder().response(type);
    return new RowSource(
        source.paths(), source.table().toBuilder().roles(Check.built(roles::build)).build());
  }

  /** The family, of two classes whatever their number will be. */
  Family family() {
    ResponseType type = type();
    return type.family().equals(ResponseType.CATEGORICAL) ? Categorical.of(2) : type.distribution();
  }

  private ResponseType type() {
    String name = family.orElse(ResponseType.GAUSSIAN.family());
    Check.that(
        Families.ids().contains(name),
        "--family %s: must be one of %s",
        name,
        String.join(", ", Families.ids()));
    require(trials, "--trials", name, ResponseType.BINOMIAL);
    require(exposure, "--exposure", name, ResponseType.POISSON);
    Check.that(
        classes.isEmpty()
            || name.equals(ResponseType.CATEGORICAL)
            || name.equals(ResponseType.BINOMIAL),
        "--classes: goes with --family categorical or binomial");
    List<String> named =
        classes.map(text -> List.of(text.split("\\|", -1))).orElseGet(ArrayList::new);
    String column = trials.or(() -> exposure).orElse("");
    try {
      return new ResponseType(name, named, column);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--classes: " + e.getMessage());
    }
  }

  private static void require(
      Optional<String> column, String option, String family, String needed) {
    Check.that(
        column.isEmpty() || family.equals(needed), "%s: goes with --family %s", option, needed);
    Check.that(
        column.filter(String::isEmpty).isEmpty(), "%s '': must be the name of a column", option);
  }

  private static void requireFree(String exposure, RowSource source) {
    boolean taken =
        source.table().features().contains(exposure)
            || source.table().response().filter(exposure::equals).isPresent()
            || source.table().roles().weight().filter(exposure::equals).isPresent();
    Check.that(
        exposure.isEmpty() || !taken,
        "--trials, --exposure: '%s' is feature, response or weight",
        exposure);
  }
}
