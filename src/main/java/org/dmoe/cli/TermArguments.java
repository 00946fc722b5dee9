package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.Equality;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.pipeline.RowSource;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.ColumnRolesBuilder;
import picocli.CommandLine.Option;

/** Options that say which covariates the gate and the experts have. */
final class TermArguments {

  private static final String NO_COLUMN = "none";

  @Option(
      names = "--gate-features",
      split = ",",
      paramLabel = "NAME",
      description =
          "Covariates of the gate (default: those of the experts, which --features names); none for"
              + " a constant gate, a plain mixture of regressions.")
  private List<String> gateFeatures = List.of();

  @Option(
      names = "--formula",
      paramLabel = "FORMULA",
      description =
          "Response and terms of the experts as in R, in place of --response and --features:"
              + " 'log(price) ~ carat + I(carat^2) + cut*color'. Columns of text are categories."
              + " Operators + - : * ^ ( ) and . for all other columns; 0 + or - 1 for no intercept;"
              + " functions I, log, exp, sqrt, and poly(x, k), which is x to x^k. The response is a column, its log or its sqrt;"
              + " predictions are of the column itself.")
  private Optional<String> formula = Optional.empty();

  @Option(
      names = "--gate",
      paramLabel = "FORMULA",
      description =
          "Terms of the gate where there is a --formula: '~ carat' (default: those of the experts,"
              + " and an intercept); '~ 1' for a constant gate, '~ 0' for equal shares.")
  private Optional<String> gate = Optional.empty();

  @Option(
      names = "--equal",
      paramLabel = "TERM",
      description =
          "Columns, or terms of the formula, whose coefficients are one number for all experts, with"
              + " commas between: x1,x2 or 'I(x^2),cut'.")
  private Optional<String> equal = Optional.empty();

  @Option(
      names = "--equal-variance",
      description = "One standard deviation for all experts; it goes with --family gaussian.")
  private boolean equalVariance;

  /** Column of the response. */
  String response(Optional<String> named) {
    Check.that(
        gate.isEmpty() || formula.isPresent(), "--gate: give --formula too, or --gate-features");
    if (formula.isEmpty()) {
      Check.that(
          named.isPresent(),
          "Missing required option: give '--response=NAME', or '--formula=FORMULA'");
      return named.get();
    }
    Check.that(named.isEmpty(), "--response: the formula names the response; leave one out");
    return parsed().response();
  }

  void requireNoFeatures(List<String> features) {
    Check.that(
        formula.isEmpty() || (features.isEmpty() && gateFeatures.isEmpty()),
        "--formula: names the features; leave --features and --gate-features out");
  }

  private Formula parsed() {
    String text = formula.orElseThrow();
    Formula experts = read("--formula ", text, Optional.empty());
    return gate.isEmpty() ? experts : read("--gate ", text, gate);
  }

  private static Formula read(String option, String experts, Optional<String> gate) {
    try {
      return Formula.parse(experts, gate);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + e.getMessage());
    }
  }

  /** Rows with these covariates. */
  RowSource applyTo(RowSource source) {
    ColumnRoles known = source.table().roles();
    ColumnRolesBuilder roles = known.toBuilder();
    if (formula.isPresent()) {
      roles.formula(parsed());
      if (known.schema().isEmpty()) {
        List<String> categories = new ArrayList<>(known.categorical());
        categories.add(ColumnRoles.AUTOMATIC);
        roles.categorical(categories);
      }
    } else if (!gateFeatures.isEmpty()) {
      roles.gate(gateColumns(source.table().response().orElse("")));
    }
    roles.equality(new Equality(equalVariance, equalTerms()));
    return new RowSource(
        source.paths(), source.table().toBuilder().roles(Check.built(roles::build)).build());
  }

  private List<String> equalTerms() {
    if (equal.isEmpty()) {
      return List.of();
    }
    List<String> terms = split(equal.get());
    Check.that(!terms.contains(""), "--equal '%s': a term is empty", equal.get());
    Optional<String> twice = ColumnNames.repeated(terms);
    Check.that(twice.isEmpty(), "--equal: '%s' is named twice", twice.orElse(""));
    return terms;
  }

  /** At commas that are in no brackets. */
  private static List<String> split(String text) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == text.length())) {
        terms.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    return terms;
  }

  private List<String> gateColumns(String response) {
    boolean constant = gateFeatures.equals(List.of(NO_COLUMN));
    List<String> columns = constant ? List.of() : gateFeatures;
    Check.that(!columns.contains(response), "--gate-features: '%s' is the response", response);
    Check.that(
        !columns.contains("") && !columns.contains(NO_COLUMN),
        "--gate-features %s: give names of columns, or none alone",
        String.join(",", gateFeatures));
    Optional<String> twice = ColumnNames.repeated(columns);
    Check.that(twice.isEmpty(), "--gate-features: '%s' is named twice", twice.orElse(""));
    return columns;
  }
}
