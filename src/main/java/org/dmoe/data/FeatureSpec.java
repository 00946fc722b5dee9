package org.dmoe.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.Design;

/**
 * Which columns of a table the covariates are made of, in which order, and which are the response
 * and the weight.
 *
 * @param columns of which the d covariates are made
 * @param response name of the response; empty where there is none
 * @param weight name of the column with the rows' weights; empty where there is none
 * @param formula by which the covariates are made of the columns; {@link Formula#NONE} where they
 *     are the columns themselves and indicators of levels
 * @param type what the response is
 * @param equality what all experts are to share
 */
public record FeatureSpec(
    List<FeatureColumn> columns,
    String response,
    String weight,
    Formula formula,
    ResponseType type,
    Equality equality) {

  /**
   * @throws IllegalArgumentException if a name occurs twice or in two roles
   */
  public FeatureSpec {
    columns = List.copyOf(columns);
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(weight, "weight");
    Set<String> seen = new HashSet<>();
    for (FeatureColumn column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException("feature '" + column.name() + "' is named twice");
      }
    }
    if (!response.isEmpty() && seen.contains(response)) {
      throw new IllegalArgumentException("'" + response + "' is both response and feature");
    }
    if (!weight.isEmpty() && (seen.contains(weight) || weight.equals(response))) {
      throw new IllegalArgumentException("'" + weight + "' is both weight and feature or response");
    }
    if (!type.exposure().isEmpty()) {
      requireFree(type.exposure(), seen, response, weight);
    }
    requireDistinctCovariates(columns);
    Objects.requireNonNull(formula, "formula");
    Objects.requireNonNull(equality, "equality");
  }

  private static void requireFree(
      String exposure, Set<String> features, String response, String weight) {
    if (features.contains(exposure) || exposure.equals(response) || exposure.equals(weight)) {
      throw new IllegalArgumentException(
          "'%s' is what the response counts within, and feature, response or weight too"
              .formatted(exposure));
    }
  }

  /**
   * Of experts that share nothing.
   *
   * @throws IllegalArgumentException if a name occurs twice or in two roles
   */
  public FeatureSpec(
      List<FeatureColumn> columns,
      String response,
      String weight,
      Formula formula,
      ResponseType type) {
    this(columns, response, weight, formula, type, Equality.NONE);
  }

  /**
   * Of a response that is a number.
   *
   * @throws IllegalArgumentException if a name occurs twice or in two roles
   */
  public FeatureSpec(List<FeatureColumn> columns, String response, String weight, Formula formula) {
    this(columns, response, weight, formula, ResponseType.GAUSSIAN);
  }

  /**
   * Without a formula.
   *
   * @throws IllegalArgumentException if a name occurs twice or in two roles
   */
  public FeatureSpec(List<FeatureColumn> columns, String response, String weight) {
    this(columns, response, weight, Formula.NONE);
  }

  /**
   * Numbers of which only the names are known, without weights.
   *
   * @throws IllegalArgumentException if a name occurs twice or the response is a covariate
   */
  public FeatureSpec(List<String> features, String response) {
    this(features.stream().map(FeatureColumn::number).toList(), response, "");
  }

  /**
   * The covariates chosen from a table's columns: those named, or else every column that is neither
   * the response nor excluded, in the table's order.
   *
   * @param columns of the table
   * @param named covariates; empty for all
   * @param excluded columns, looked at only if none is named
   * @throws IllegalArgumentException naming a column that is not there
   */
  public static FeatureSpec select(
      List<String> columns, String response, List<String> named, List<String> excluded) {
    if (!response.isEmpty()) {
      ColumnNames.require(columns, List.of(response), "response");
    }
    ColumnNames.require(columns, named, "feature");
    ColumnNames.require(columns, excluded, "excluded column");
    if (!named.isEmpty()) {
      return new FeatureSpec(named, response);
    }
    Set<String> left = new LinkedHashSet<>(columns);
    if (!response.isEmpty()) {
      left.remove(response);
    }
    excluded.forEach(left::remove);
    return new FeatureSpec(List.copyOf(left), response);
  }

  /** A level may make a covariate's name that of a column. */
  private static void requireDistinctCovariates(List<FeatureColumn> columns) {
    Set<String> seen = new HashSet<>();
    for (FeatureColumn column : columns) {
      for (String covariate : column.covariates()) {
        if (!seen.add(covariate)) {
          throw new IllegalArgumentException("two covariates would be called '" + covariate + "'");
        }
      }
    }
  }

  /** Covariates that the formula makes. */
  TermCoding coding() {
    return new TermCoding(formula, columns);
  }

  /**
   * Columns of which each covariate is made, in their order: of a formula its terms, of which those
   * that are no category by themselves count as columns of numbers.
   */
  public List<FeatureColumn> designColumns() {
    return formula.isNone() ? columns : coding().asColumns();
  }

  /** Names of the d covariates. */
  public List<String> features() {
    if (!formula.isNone()) {
      return coding().names();
    }
    return columns.stream().flatMap(column -> column.covariates().stream()).toList();
  }

  /** Names of the columns that hold numbers, in order. */
  public List<String> numbers() {
    return columns.stream().filter(c -> !c.isCategorical()).map(FeatureColumn::name).toList();
  }

  /** Names of the categorical columns, in order. */
  public List<String> categories() {
    return columns.stream().filter(FeatureColumn::isCategorical).map(FeatureColumn::name).toList();
  }

  /** Names of all columns that covariates are made of, in order. */
  public List<String> sources() {
    return columns.stream().map(FeatureColumn::name).toList();
  }

  /** Whether there is nothing to know of the columns but their names. */
  public boolean isPlain() {
    return formula.isNone() && columns.stream().allMatch(FeatureColumn::isPlain);
  }

  public FeatureSpec withColumns(List<FeatureColumn> others) {
    return new FeatureSpec(others, response, weight, formula, type, equality);
  }

  public FeatureSpec withResponse(String name) {
    return new FeatureSpec(columns, name, weight, formula, type, equality);
  }

  public FeatureSpec withWeight(String name) {
    return new FeatureSpec(columns, response, name, formula, type, equality);
  }

  /**
   * @throws IllegalArgumentException if its exposure has another role
   */
  public FeatureSpec withType(ResponseType other) {
    return new FeatureSpec(columns, response, weight, formula, other, equality);
  }

  /**
   * With covariates that a formula makes.
   *
   * @throws IllegalArgumentException if it does not fit the columns
   */
  public FeatureSpec withFormula(Formula ofTerms) {
    FeatureSpec spec = new FeatureSpec(columns, response, weight, ofTerms, type, equality);
    spec.features();
    return spec;
  }

  /**
   * With experts that share parameters.
   *
   * @throws IllegalArgumentException naming a term that experts do not have
   */
  public FeatureSpec withEquality(Equality ofExperts) {
    FeatureSpec spec = new FeatureSpec(columns, response, weight, formula, type, ofExperts);
    spec.design();
    return spec;
  }

  /** Which covariates the gate and the experts of a model have, and what all experts share. */
  public Design design() {
    return equality.isNone()
        ? parts()
        : parts().withEqual(EqualSlopes.of(this), equality.variance());
  }

  private Design parts() {
    if (!formula.isNone()) {
      return coding().design();
    }
    int d = dimension();
    boolean[] gate = new boolean[d];
    boolean[] experts = new boolean[d];
    int next = 0;
    for (FeatureColumn column : columns) {
      int end = next + column.covariates().size();
      Arrays.fill(gate, next, end, column.use().inGate());
      Arrays.fill(experts, next, end, column.use().inExperts());
      next = end;
    }
    return Design.of(gate, experts);
  }

  /** Number of covariates d. */
  public int dimension() {
    if (!formula.isNone()) {
      return coding().dimension();
    }
    int dimension = 0;
    for (FeatureColumn column : columns) {
      dimension += column.isCategorical() ? column.levels().size() - 1 : 1;
    }
    return dimension;
  }
}
