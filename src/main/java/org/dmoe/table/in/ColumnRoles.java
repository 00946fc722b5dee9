package org.dmoe.table.in;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dmoe.data.Equality;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.data.formula.Formula;

/**
 * What columns are beside numbers that are covariates. Every property is described at its setter in
 * the {@link ColumnRolesBuilder}.
 */
public final class ColumnRoles {

  /** Every column is a number. */
  public static final ColumnRoles NONE = builder().build();

  /** In place of a name: all columns of texts with few levels. */
  public static final String AUTOMATIC = "auto";

  private final List<String> categorical;
  private final boolean automatic;
  private final Map<String, List<String>> levels;
  private final Optional<String> weight;
  private final Optional<String> label;
  private final Unseen unseen;
  private final Map<String, String> units;
  private final Optional<FeatureSpec> known;
  private final Optional<SharedSchema> schema;
  private final Optional<List<String>> gate;
  private final Formula formula;
  private final ResponseType response;
  private final Equality equality;

  /** What a level does that is not known. */
  public enum Unseen {
    /** Its row is a bad row. */
    FAIL,
    /** It counts as the reference level. */
    REFERENCE
  }

  ColumnRoles(ColumnRolesBuilder from) {
    categorical = from.categorical;
    automatic = from.automatic;
    levels = from.levels;
    weight = from.weight;
    label = from.label;
    unseen = from.unseen;
    units = from.units;
    known = from.known;
    schema = from.schema;
    gate = from.gate;
    formula = from.formula;
    response = from.response;
    equality = from.equality;
  }

  /** The defaults: every column is a number. */
  public static ColumnRolesBuilder builder() {
    return new ColumnRolesBuilder();
  }

  /** For a copy with a change. */
  public ColumnRolesBuilder toBuilder() {
    ColumnRolesBuilder copy =
        new ColumnRolesBuilder().categorical(categorical).levels(levels).units(units);
    copy.automatic = automatic;
    copy.weight = weight;
    copy.label = label;
    copy.known = known;
    copy.schema = schema;
    copy.gate = gate;
    copy.formula = formula;
    copy.response = response;
    copy.equality = equality;
    return copy.unseen(unseen);
  }

  public List<String> categorical() {
    return categorical;
  }

  /** Whether columns of texts with few levels are categories without being named. */
  public boolean isAutomatic() {
    return automatic;
  }

  /** By the columns' names; none for a column whose levels are to be found. */
  public Map<String, List<String>> levels() {
    return levels;
  }

  public Optional<String> weight() {
    return weight;
  }

  public Optional<String> label() {
    return label;
  }

  public Unseen unseen() {
    return unseen;
  }

  /** By the columns' names. */
  public Map<String, String> units() {
    return units;
  }

  public Optional<FeatureSpec> known() {
    return known;
  }

  public Optional<SharedSchema> schema() {
    return schema;
  }

  /** Columns of the gate; empty where they are those of the experts. */
  public Optional<List<String>> gate() {
    return gate;
  }

  /** Terms of experts and gate, a dot among them perhaps. */
  public Formula formula() {
    return formula;
  }

  /** What the response is, its classes perhaps still to be found. */
  public ResponseType response() {
    return response;
  }

  /** What all experts share. */
  public Equality equality() {
    return equality;
  }

  /**
   * The part of a model that a column is for.
   *
   * @param experts columns of the experts; empty for all
   */
  public FeatureColumn.Use use(String column, List<String> experts) {
    if (gate.isEmpty()) {
      return FeatureColumn.Use.BOTH;
    }
    boolean expertsHave = experts.isEmpty() || experts.contains(column);
    if (!expertsHave) {
      return FeatureColumn.Use.GATE;
    }
    return gate.get().contains(column) ? FeatureColumn.Use.BOTH : FeatureColumn.Use.EXPERTS;
  }

  /** Columns of experts and gate: those of the experts first, all where none are named. */
  public List<String> withGate(List<String> experts) {
    if (gate.isEmpty() || experts.isEmpty()) {
      return experts;
    }
    Set<String> both = new LinkedHashSet<>(experts);
    both.addAll(gate.get());
    return List.copyOf(both);
  }

  private List<Object> properties() {
    return List.of(
        categorical,
        automatic,
        levels,
        weight,
        label,
        unseen,
        units,
        known,
        schema,
        gate,
        formula,
        response,
        equality);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnRoles that && properties().equals(that.properties());
  }

  @Override
  public int hashCode() {
    return properties().hashCode();
  }

  @Override
  public String toString() {
    return "ColumnRoles" + properties();
  }
}
