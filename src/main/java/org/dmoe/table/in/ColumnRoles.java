package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * the {@link Builder}.
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

  private ColumnRoles(Builder from) {
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
  public static Builder builder() {
    return new Builder();
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    Builder copy = new Builder().categorical(categorical).levels(levels).units(units);
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

  /** Collects the roles of columns. */
  public static final class Builder {

    private List<String> categorical = List.of();
    private boolean automatic;
    private Map<String, List<String>> levels = Map.of();
    private Optional<String> weight = Optional.empty();
    private Optional<String> label = Optional.empty();
    private Unseen unseen = Unseen.FAIL;
    private Map<String, String> units = Map.of();
    private Optional<FeatureSpec> known = Optional.empty();
    private Optional<SharedSchema> schema = Optional.empty();
    private Optional<List<String>> gate = Optional.empty();
    private Formula formula = Formula.NONE;
    private ResponseType response = ResponseType.GAUSSIAN;
    private Equality equality = Equality.NONE;

    private Builder() {}

    /**
     * Columns whose covariates are indicators of levels; none by default. {@link #AUTOMATIC} among
     * them stands for all columns of texts with few levels.
     */
    public Builder categorical(List<String> columns) {
      categorical = columns.stream().filter(name -> !name.equals(AUTOMATIC)).toList();
      automatic = categorical.size() < columns.size();
      return this;
    }

    /**
     * Levels of columns, the reference first, which makes them categorical. By default, and for
     * categorical columns that are not among these, they are found in a pass over the rows and come
     * in the order of their text.
     */
    public Builder levels(Map<String, List<String>> given) {
      Map<String, List<String>> copy = new LinkedHashMap<>();
      given.forEach((column, names) -> copy.put(column, List.copyOf(names)));
      levels = Map.copyOf(copy);
      return this;
    }

    /** Column of the rows' weights, which are not negative; by default every row has weight 1. */
    public Builder weight(String column) {
      weight = Optional.of(column);
      return this;
    }

    /** Column of the known expert, which is never a covariate; by default there is none. */
    public Builder label(String column) {
      label = Optional.of(column);
      return this;
    }

    /** What a level does that is not known; by default {@link Unseen#FAIL}. */
    public Builder unseen(Unseen policy) {
      unseen = Objects.requireNonNull(policy, "unseen");
      return this;
    }

    /** Units of columns, to be kept with the model; none by default. */
    public Builder units(Map<String, String> given) {
      units = Map.copyOf(given);
      return this;
    }

    /** The covariates of a model or of other rows; by default they are found among the columns. */
    public Builder known(FeatureSpec covariates) {
      known = Optional.of(covariates);
      return this;
    }

    /** Covariates and their levels as sites share them; by default they are those of the table. */
    public Builder schema(SharedSchema shared) {
      schema = Optional.of(shared);
      return this;
    }

    /** Columns of the gate, none for a constant one; by default those of the experts. */
    public Builder gate(List<String> columns) {
      gate = Optional.of(List.copyOf(columns));
      return this;
    }

    /** Terms of experts and gate; by default covariates are columns. */
    public Builder formula(Formula terms) {
      formula = Objects.requireNonNull(terms, "formula");
      return this;
    }

    /** What the response is; by default {@link ResponseType#GAUSSIAN}. */
    public Builder response(ResponseType type) {
      response = Objects.requireNonNull(type, "response");
      return this;
    }

    /** What all experts share; by default {@link Equality#NONE}. */
    public Builder equality(Equality ofExperts) {
      equality = Objects.requireNonNull(ofExperts, "equality");
      return this;
    }

    /** Takes back {@link #schema}. */
    public Builder noSchema() {
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
}
