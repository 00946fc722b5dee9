package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dmoe.data.Equality;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.data.formula.Formula;

/** Collects the roles of columns. */
public final class ColumnRolesBuilder {

  List<String> categorical = List.of();
  boolean automatic;
  Map<String, List<String>> levels = Map.of();
  Optional<String> weight = Optional.empty();
  Optional<String> label = Optional.empty();
  ColumnRoles.Unseen unseen = ColumnRoles.Unseen.FAIL;
  Map<String, String> units = Map.of();
  Optional<FeatureSpec> known = Optional.empty();
  Optional<SharedSchema> schema = Optional.empty();
  Optional<List<String>> gate = Optional.empty();
  Formula formula = Formula.NONE;
  ResponseType response = ResponseType.GAUSSIAN;
  Equality equality = Equality.NONE;

  ColumnRolesBuilder() {}

  /**
   * Columns whose covariates are indicators of levels; none by default. {@link
   * ColumnRoles#AUTOMATIC} among them stands for all columns of texts with few levels.
   */
  public ColumnRolesBuilder categorical(List<String> columns) {
    categorical = columns.stream().filter(name -> !name.equals(ColumnRoles.AUTOMATIC)).toList();
    automatic = categorical.size() < columns.size();
    return this;
  }

  /**
   * Levels of columns, the reference first, which makes them categorical. By default, and for
   * categorical columns that are not among these, they are found in a pass over the rows and come
   * in the order of their text.
   */
  public ColumnRolesBuilder levels(Map<String, List<String>> given) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    given.forEach((column, names) -> copy.put(column, List.copyOf(names)));
    levels = Map.copyOf(copy);
    return this;
  }

  /** Column of the rows' weights, which are not negative; by default every row has weight 1. */
  public ColumnRolesBuilder weight(String column) {
    weight = Optional.of(column);
    return this;
  }

  /** Column of the known expert, which is never a covariate; by default there is none. */
  public ColumnRolesBuilder label(String column) {
    label = Optional.of(column);
    return this;
  }

  /** What a level does that is not known; by default {@link ColumnRoles.Unseen#FAIL}. */
  public ColumnRolesBuilder unseen(ColumnRoles.Unseen policy) {
    unseen = Objects.requireNonNull(policy, "unseen");
    return this;
  }

  /** Units of columns, to be kept with the model; none by default. */
  public ColumnRolesBuilder units(Map<String, String> given) {
    units = Map.copyOf(given);
    return this;
  }

  /** The covariates of a model or of other rows; by default they are found among the columns. */
  public ColumnRolesBuilder known(FeatureSpec covariates) {
    known = Optional.of(covariates);
    return this;
  }

  /** Covariates and their levels as sites share them; by default they are those of the table. */
  public ColumnRolesBuilder schema(SharedSchema shared) {
    schema = Optional.of(shared);
    return this;
  }

  /** Columns of the gate, none for a constant one; by default those of the experts. */
  public ColumnRolesBuilder gate(List<String> columns) {
    gate = Optional.of(List.copyOf(columns));
    return this;
  }

  /** Terms of experts and gate; by default covariates are columns. */
  public ColumnRolesBuilder formula(Formula terms) {
    formula = Objects.requireNonNull(terms, "formula");
    return this;
  }

  /** What the response is; by default {@link ResponseType#GAUSSIAN}. */
  public ColumnRolesBuilder response(ResponseType type) {
    response = Objects.requireNonNull(type, "response");
    return this;
  }

  /** What all experts share; by default {@link Equality#NONE}. */
  public ColumnRolesBuilder equality(Equality ofExperts) {
    equality = Objects.requireNonNull(ofExperts, "equality");
    return this;
  }

  /** Takes back {@link #schema}. */
  public ColumnRolesBuilder noSchema() {
    schema = Optional.empty();
    return this;
  }

  /**
   * @throws IllegalArgumentException if both a schema and categories are given, a level is named
   *     twice or if the weight or the label is a column without a name
   */
  public ColumnRoles build() {
    List<String> all = new ArrayList<>(categorical);
    levels.keySet().stream().filter(name -> !all.contains(name)).sorted().forEach(all::add);
    categorical = List.copyOf(all);
    ColumnRoles roles = new ColumnRoles(this);
    RoleChecks.require(roles);
    return roles;
  }
}
