package org.dmoe.table;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * Something that travels to the tasks: the configuration key, the flag of the command line, its
 * help text and its default, together. What a user sets is taken as it stands; texts that the
 * program stores for its tasks are percent-encoded under a key of their own, so that names of
 * columns and files survive the configuration's syntax.
 */
public interface ConfigurationKey {

  /** What all keys begin with. */
  String PREFIX = "dmoe.";

  /**
   * What a key is called and what it means.
   *
   * @param suffix of its name
   * @param flag of the command line; null where there is none
   * @param help one line for users
   * @param defaultValue as text; null where there is none
   */
  record Words(String suffix, String flag, String help, String defaultValue) {}

  Words words();

  /** Name of the configuration key. */
  default String key() {
    return PREFIX + words().suffix();
  }

  /** Flag of the command line, if there is one. */
  default Optional<String> flag() {
    return Optional.ofNullable(words().flag());
  }

  /** One line for users. */
  default String help() {
    return words().help();
  }

  /** The default as text, if there is one. */
  default Optional<String> defaultValue() {
    return Optional.ofNullable(words().defaultValue());
  }

  /** Under which encoded texts are stored; it goes before what a user has set. */
  private String encodedKey() {
    return key() + ".encoded";
  }

  default boolean isSet(Configuration conf) {
    return stored(conf).isPresent();
  }

  default void clear(Configuration conf) {
    conf.unset(key());
    conf.unset(encodedKey());
  }

  /** The value as it is stored, for comparisons. */
  default Optional<String> stored(Configuration conf) {
    return Optional.ofNullable(conf.getRaw(encodedKey()))
        .or(() -> Optional.ofNullable(conf.get(key())));
  }

  default void set(Configuration conf, String value) {
    conf.set(encodedKey(), encode(value));
  }

  default void set(Configuration conf, long value) {
    conf.setLong(key(), value);
  }

  default void set(Configuration conf, double value) {
    conf.setDouble(key(), value);
  }

  /**
   * Empty is stored too, so that a value of the user's own configuration does not shine through.
   */
  default void set(Configuration conf, Optional<String> value) {
    set(conf, value.orElse(""));
  }

  /** As {@link #set(Configuration, Optional)}. */
  default void set(Configuration conf, OptionalDouble value) {
    conf.set(key(), value.isPresent() ? Double.toString(value.getAsDouble()) : "");
  }

  default void set(Configuration conf, Enum<?> value) {
    conf.set(key(), value.name());
  }

  default void set(Configuration conf, List<String> values) {
    conf.set(
        encodedKey(), String.join(",", values.stream().map(ConfigurationKey::encode).toList()));
  }

  default void set(Configuration conf, Map<String, String> values) {
    values.forEach((name, value) -> conf.set(key() + "." + encode(name), encode(value)));
  }

  /**
   * @throws IllegalArgumentException if neither a value nor a default exists
   */
  default String get(Configuration conf) {
    return find(conf).orElseGet(this::requiredDefault);
  }

  default Optional<String> find(Configuration conf) {
    return Optional.ofNullable(conf.getRaw(encodedKey()))
        .map(ConfigurationKey::decode)
        .or(() -> Optional.ofNullable(conf.get(key())));
  }

  /** Empty where value or default is the empty text. */
  default Optional<String> getOptional(Configuration conf) {
    return Optional.of(get(conf)).filter(text -> !text.isEmpty());
  }

  /** Empty where value or default is the empty text. */
  default OptionalDouble getOptionalDouble(Configuration conf) {
    return raw(conf).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(getDouble(conf));
  }

  default long getLong(Configuration conf) {
    return parse(conf, Long::valueOf, "a whole number");
  }

  default int getInt(Configuration conf) {
    return parse(conf, Integer::valueOf, "a whole number");
  }

  default double getDouble(Configuration conf) {
    return parse(conf, Double::valueOf, "a number");
  }

  /** Any case is understood. */
  default <E extends Enum<E>> E getEnum(Configuration conf, Class<E> type) {
    return parse(
        conf,
        text -> Enum.valueOf(type, text.trim().toUpperCase(Locale.ROOT)),
        "one of " + List.of(type.getEnumConstants()));
  }

  default List<String> getList(Configuration conf) {
    String encoded = conf.getRaw(encodedKey());
    if (encoded != null) {
      return parts(encoded).map(ConfigurationKey::decode).toList();
    }
    return parts(raw(conf)).toList();
  }

  default SortedMap<String, String> getMap(Configuration conf) {
    SortedMap<String, String> values = new TreeMap<>();
    String below = key() + ".";
    conf.getPropsWithPrefix(below)
        .forEach((name, value) -> values.put(decode(name), decode(value)));
    return values;
  }

  private String raw(Configuration conf) {
    String value = conf.get(key());
    return value == null ? requiredDefault() : value;
  }

  private String requiredDefault() {
    return defaultValue().orElseThrow(() -> new IllegalArgumentException(key() + " is not set"));
  }

  private static Stream<String> parts(String list) {
    return list.isEmpty() ? Stream.empty() : Stream.of(list.split(",", -1));
  }

  private <T> T parse(Configuration conf, Function<String, T> parser, String wanted) {
    String raw = raw(conf);
    try {
      return parser.apply(raw);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key() + " is not " + wanted + ": '" + raw + "'", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
