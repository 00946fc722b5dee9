package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.data.formula.Formula;
import org.dmoe.table.TableKey;

/**
 * What columns are beside numbers that are covariates. Every property is described at its setter in
 * the {@link Builder}.
 */
public final class ColumnRoles {

  /** Every column is a number. */
  public static final ColumnRoles NONE = builder().build();

  /** In place of a name: all columns of texts with few levels. */
  public static final String AUTOMATIC = "auto";

  private static final char LEVEL_SEPARATOR = '\u001f';

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

  /** All but the schema, of which the covariates are made before anything is stored. */
  void store(Configuration conf) {
    List<String> named = new ArrayList<>(categorical);
    if (automatic) {
      named.add(AUTOMATIC);
    }
    TableKey.CATEGORICAL.set(conf, named);
    TableKey.LEVELS.set(
        conf,
        categorical.stream()
            .filter(levels::containsKey)
            .map(name -> name + LEVEL_SEPARATOR + join(levels.get(name)))
            .toList());
    TableKey.WEIGHT.set(conf, weight);
    TableKey.LABEL.set(conf, label);
    TableKey.UNSEEN.set(conf, unseen);
    String terms = formula.isNone() ? "" : SpecEntries.write(formula);
    TableKey.FORMULA.set(conf, terms);
    TableKey.FAMILY.set(conf, response.isGaussian() ? "" : SpecEntries.write(response));
    TableKey.GATE_FEATURES.set(conf, gate.map(ColumnRoles::entries).orElse(List.of()));
    TableKey.UNITS.set(
        conf,
        units.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted().toList());
    TableKey.COLUMNS.clear(conf);
    known.ifPresent(spec -> TableKey.COLUMNS.set(conf, SpecEntries.write(spec)));
  }

  private static List<String> entries(List<String> gate) {
    return gate.isEmpty() ? List.of(":") : gate.stream().map(name -> ":" + name).toList();
  }

  private static Optional<List<String>> storedGate(Configuration conf) {
    List<String> entries = TableKey.GATE_FEATURES.getList(conf);
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            entries.stream().map(entry -> entry.substring(1)).filter(n -> !n.isEmpty()).toList());
  }

  private static String join(List<String> names) {
    return String.join(Character.toString(LEVEL_SEPARATOR), names);
  }

  static ColumnRoles from(Configuration conf) {
    Builder roles =
        builder()
            .categorical(TableKey.CATEGORICAL.getList(conf))
            .levels(storedLevels(conf))
            .unseen(TableKey.UNSEEN.getEnum(conf, Unseen.class))
            .units(storedUnits(conf));
    TableKey.WEIGHT.getOptional(conf).ifPresent(roles::weight);
    TableKey.LABEL.getOptional(conf).ifPresent(roles::label);
    storedGate(conf).ifPresent(roles::gate);
    TableKey.FORMULA.getOptional(conf).map(SpecEntries::readFormula).ifPresent(roles::formula);
    TableKey.FAMILY.getOptional(conf).map(SpecEntries::readType).ifPresent(roles::response);
    if (TableKey.COLUMNS.isSet(conf)) {
      roles.known(RowInputFormat.columns(conf));
    }
    return roles.build();
  }

  private static Map<String, List<String>> storedLevels(Configuration conf) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (String entry : TableKey.LEVELS.getList(conf)) {
      List<String> parts = List.of(entry.split(Character.toString(LEVEL_SEPARATOR), -1));
      levels.put(parts.get(0), new ArrayList<>(parts.subList(1, parts.size())));
    }
    return levels;
  }

  private static Map<String, String> storedUnits(Configuration conf) {
    Map<String, String> units = new LinkedHashMap<>();
    for (String entry : TableKey.UNITS.getList(conf)) {
      int equals = entry.lastIndexOf('=');
      units.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return units;
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
        response);
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
      validate();
      return new ColumnRoles(this);
    }

    private void validate() {
      if (schema.isPresent() && (automatic || !categorical.isEmpty())) {
        throw new IllegalArgumentException(
            "--schema: declares categories and levels itself; give it without --categorical and --levels");
      }
      levels.forEach(this::validateLevels);
      requireName("--weight", weight);
      requireName("--label", label);
    }

    private void validateLevels(String column, List<String> names) {
      if (new HashSet<>(names).size() < names.size()) {
        throw new IllegalArgumentException(
            "--levels %s=%s: a level is named twice".formatted(column, String.join("|", names)));
      }
    }

    private static void requireName(String flag, Optional<String> column) {
      if (column.filter(String::isEmpty).isPresent()) {
        throw new IllegalArgumentException(flag + " '': must be the name of a column");
      }
    }
  }
}
