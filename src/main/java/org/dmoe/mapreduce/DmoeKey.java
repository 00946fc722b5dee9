package org.dmoe.mapreduce;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/**
 * Everything that travels to the tasks: the configuration key, the flag of the command line, its
 * help text and its default, together. The only place with names of keys. Texts are stored
 * percent-encoded, so that names of columns and files survive the configuration's own syntax.
 */
public enum DmoeKey {
  RESPONSE("input.response", "--response", "column of the response; none if empty", ""),
  FEATURES("input.features", "--features", "columns of the covariates; all others by default", ""),
  EXCLUDE("input.exclude", "--exclude", "columns that are no covariates", ""),
  MISSING("input.missing", "--missing", "what a missing value does: fail, skip or mean", "FAIL"),
  MAX_BAD_ROWS("input.max-bad-rows", "--max-bad-rows", "rows that may be unreadable", "0"),
  PARTITION(
      "input.partition",
      "--partition",
      "what one machine is: split, file, random:M or column:NAME",
      "SPLIT"),
  MIN_ROWS(
      "input.min-rows-per-machine",
      "--min-rows-per-machine",
      "rows that a machine has at least where it is a split",
      "1"),
  CSV_COLUMNS("input.csv.columns", "--columns", "names of the columns of files without header", ""),
  DELIMITER("input.csv.delimiter", "--delimiter", "character between fields of CSV", ","),
  QUOTE("input.csv.quote", "--quote", "character around fields of CSV", "\""),
  COMMENT("input.csv.comment", "--comment", "first character of lines that are no rows", ""),
  NOT_AVAILABLE("input.na", "--na", "texts that stand for a missing value", "NA"),
  CATEGORICAL("input.categorical", "--categorical", "columns that are categories", ""),
  /** Each entry is a name and its levels, parted by U+001F. */
  LEVELS("input.levels", null, "levels of categorical columns, the reference first", ""),
  WEIGHT("input.weight", "--weight", "column of the rows' weights; none if empty", ""),
  LABEL("input.label", "--label", "column of the known expert; none if empty", ""),
  UNSEEN(
      "input.unseen", "--unseen", "what a level not seen before does: fail or reference", "FAIL"),
  /** Each entry is name=unit. */
  UNITS("input.units", null, "units of columns", ""),
  /** The covariates after the headers were looked at, in order. */
  COLUMNS("input.columns", null, "covariates as resolved", ""),

  SEED("seed", "--seed", "seed of everything that is random", "1"),
  SUPPORT_SIZE("support.size", "--support-size", "rows of the supporting sample", "2000"),

  EXPERTS("fit.experts", "--experts", "experts of each local mixture and of the global one", null),
  GATE_RIDGE(
      "fit.gate-ridge",
      "--gate-ridge",
      "penalty on the gate's standardised slopes; by the number of rows if not given",
      "NaN"),
  EXPERT_RIDGE(
      "fit.expert-ridge", "--expert-ridge", "penalty on the experts' standardised slopes", "0"),
  STARTS("fit.starts", "--starts", "starts of each local fit", "8"),
  MAX_ITERATIONS("fit.max-iterations", "--max-iterations", "iterations of a local fit", "500"),
  OPTIMIZER(
      "fit.optimizer",
      "--optimizer",
      "what maximises the local likelihood: quasi_newton or em",
      "QUASI_NEWTON"),

  REDUCED_EXPERTS("reduction.experts", null, "experts of the global mixture", null),
  COST("reduction.cost", "--cost", "cost between experts: kl or w2", "KL"),
  PLAN(
      "reduction.plan",
      "--plan",
      "plan of the aggregation: component, pointwise or both",
      "COMPONENT"),
  LOCAL_STARTS(
      "reduction.local-starts",
      "--mm-starts",
      "best local models that serve as starts of the aggregation",
      "3"),
  THREADS("reduction.threads", "--reducer-threads", "threads of the aggregation", "1"),
  REDUCTION_ITERATIONS(
      "reduction.max-iterations", null, "iterations of each start of the aggregation", "500"),
  AGGREGATOR(
      "reduction.aggregator",
      "--aggregator",
      "what makes the global model: reduction, weighted-average, middle, aligned-average or greedy",
      "reduction"),
  BOTH_PLANS("reduction.both-plans", null, "whether the other plan's model is made too", "false"),
  MIN_LOCAL_MODELS(
      "reduction.min-local-models",
      "--min-local-models",
      "fraction of the local fits that must give a model",
      "0.8"),

  /** Names, in the order in which a row's texts come. */
  TEXT_COLUMNS("input.text-columns", null, "columns that are passed on as text", ""),

  OUTPUT_FORMAT("output.format", null, "format of the rows that are written", "CSV"),
  OUTPUT_COMPRESS("output.compress", null, "whether written rows are compressed", "false"),
  /** Each entry is TYPE:name. */
  OUTPUT_COLUMNS("output.columns", null, "columns of the rows that are written", null),

  SIMULATED_ROWS("simulate.rows", null, "rows to draw", null),
  SIMULATED_FIRST_ROW("simulate.first-row", "--first-row", "number of the first row", "0"),
  SIMULATED_KIND("simulate.kind", null, "kind of population; none for a given model", ""),
  SIMULATED_DIMENSION("simulate.dimension", null, "covariates of the population", "0"),
  SIMULATED_EXPERTS("simulate.experts", null, "experts of the population", "0"),
  SIMULATED_LABEL("simulate.with-label", null, "whether rows name their expert", "false"),
  SIMULATED_MAPS("simulate.maps", null, "tasks that draw rows", "1"),

  QUANTILES("predict.quantiles", "--quantiles", "quantiles to predict", "0.05,0.5,0.95"),

  PARTITIONING("partition.by", null, "what rows are divided by: random:M or column:NAME", null),
  MAX_PARTITIONS(
      "partition.max-partitions", "--max-partitions", "files that a partition may have", "1000"),

  /** How many models of the job cache are scored. */
  MODELS("evaluate.models", null, "models to score", null),

  /** Where tasks leave one-line messages for whoever submitted the job. */
  ERRORS_DIR("errors.dir", null, "directory of the tasks' messages", null),
  /** A map: each entry is a key of its own below this one. */
  PROVENANCE("provenance", null, "what a model's file says of its origin", null);

  private static final String PREFIX = "dmoe.";

  private final String key;
  private final String flag;
  private final String help;
  private final String defaultValue;

  DmoeKey(String suffix, String flag, String help, String defaultValue) {
    this.key = PREFIX + suffix;
    this.flag = flag;
    this.help = help;
    this.defaultValue = defaultValue;
  }

  /** The key with that flag, two dashes included. */
  public static Optional<DmoeKey> ofFlag(String flag) {
    return Arrays.stream(values()).filter(key -> flag.equals(key.flag)).findFirst();
  }

  /** Name of the configuration key. */
  public String key() {
    return key;
  }

  /** Flag of the command line, if there is one. */
  public Optional<String> flag() {
    return Optional.ofNullable(flag);
  }

  /** One line for users. */
  public String help() {
    return help;
  }

  /** The default as text, if there is one. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  public boolean isSet(Configuration conf) {
    return conf.getRaw(key) != null;
  }

  public void clear(Configuration conf) {
    conf.unset(key);
  }

  public void set(Configuration conf, String value) {
    conf.set(key, encode(value));
  }

  public void set(Configuration conf, long value) {
    conf.setLong(key, value);
  }

  public void set(Configuration conf, double value) {
    conf.setDouble(key, value);
  }

  public void set(Configuration conf, Enum<?> value) {
    conf.set(key, value.name());
  }

  public void set(Configuration conf, List<String> values) {
    conf.set(key, String.join(",", values.stream().map(DmoeKey::encode).toList()));
  }

  public void set(Configuration conf, Map<String, String> values) {
    values.forEach((name, value) -> conf.set(key + "." + encode(name), encode(value)));
  }

  /**
   * @throws IllegalArgumentException if neither a value nor a default exists
   */
  public String get(Configuration conf) {
    return decode(raw(conf));
  }

  public Optional<String> find(Configuration conf) {
    return Optional.ofNullable(conf.getRaw(key)).map(DmoeKey::decode);
  }

  public long getLong(Configuration conf) {
    return parse(conf, Long::valueOf, "a whole number");
  }

  public int getInt(Configuration conf) {
    return parse(conf, Integer::valueOf, "a whole number");
  }

  public double getDouble(Configuration conf) {
    return parse(conf, Double::valueOf, "a number");
  }

  /** Any case is understood. */
  public <E extends Enum<E>> E getEnum(Configuration conf, Class<E> type) {
    return parse(
        conf,
        text -> Enum.valueOf(type, text.trim().toUpperCase(Locale.ROOT)),
        "one of " + List.of(type.getEnumConstants()));
  }

  public List<String> getList(Configuration conf) {
    List<String> values = new ArrayList<>();
    String raw = raw(conf);
    if (!raw.isEmpty()) {
      for (String value : raw.split(",", -1)) {
        values.add(decode(value));
      }
    }
    return List.copyOf(values);
  }

  public SortedMap<String, String> getMap(Configuration conf) {
    SortedMap<String, String> values = new TreeMap<>();
    String below = key + ".";
    conf.getPropsWithPrefix(below)
        .forEach((name, value) -> values.put(decode(name), decode(value)));
    return values;
  }

  private String raw(Configuration conf) {
    String value = conf.getRaw(key);
    if (value != null) {
      return value;
    }
    if (defaultValue == null) {
      throw new IllegalArgumentException(key + " is not set");
    }
    return defaultValue;
  }

  private <T> T parse(Configuration conf, Function<String, T> parser, String wanted) {
    String raw = raw(conf);
    try {
      return parser.apply(raw);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + " is not " + wanted + ": '" + raw + "'", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
