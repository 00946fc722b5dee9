package org.dmoe.table.in;

import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.Equality;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.formula.Formula;
import org.dmoe.table.TableKey;

/**
 * Columns as texts that a configuration can hold: name, mean, unit, use and levels; formula and
 * response.
 */
final class SpecEntries {

  private static final String SEPARATOR = "&";
  private static final String FORMULA = "~";
  private static final String TYPE = "?";
  private static final String EQUALITY = "=";
  private static final String VARIANCE = "variance";
  private static final String SLOPES = "slopes";

  private SpecEntries() {}

  /** Columns and, where they say anything, the formula and what the response is. */
  static List<String> write(FeatureSpec spec) {
    List<String> entries = new ArrayList<>();
    spec.columns().forEach(column -> entries.add(write(column)));
    if (!spec.formula().isNone()) {
      entries.add(write(spec.formula()));
    }
    if (!spec.type().isGaussian()) {
      entries.add(write(spec.type()));
    }
    if (!spec.equality().isNone()) {
      entries.add(EQUALITY + write(spec.equality()));
    }
    return entries;
  }

  static FeatureSpec read(List<String> entries, String response, String weight) {
    List<FeatureColumn> columns = new ArrayList<>();
    Formula formula = Formula.NONE;
    ResponseType type = ResponseType.GAUSSIAN;
    Equality equality = Equality.NONE;
    for (String entry : entries) {
      if (entry.startsWith(FORMULA)) {
        formula = readFormula(entry);
      } else if (entry.startsWith(TYPE)) {
        type = readType(entry);
      } else if (entry.startsWith(EQUALITY)) {
        equality = readEquality(entry.substring(EQUALITY.length()));
      } else {
        columns.add(read(entry));
      }
    }
    return new FeatureSpec(columns, response, weight, formula, type, equality);
  }

  /** Encoded names have no such sign. */
  static String write(Formula formula) {
    return FORMULA + encode(formula.text()) + SEPARATOR + encode(formula.gateText());
  }

  static Formula readFormula(String entry) {
    String[] texts = entry.substring(FORMULA.length()).split(SEPARATOR, -1);
    return Formula.parse(decode(texts[0]), Optional.of(decode(texts[1])));
  }

  /** Whether the variance is shared, then the terms. */
  static String write(Equality equality) {
    StringBuilder entry = new StringBuilder(equality.variance() ? VARIANCE : SLOPES);
    equality.terms().forEach(term -> entry.append(SEPARATOR).append(encode(term)));
    return entry.toString();
  }

  static Equality readEquality(String entry) {
    String[] fields = entry.split(SEPARATOR, -1);
    List<String> terms = Stream.of(fields).skip(1).map(SpecEntries::decode).toList();
    return new Equality(fields[0].equals(VARIANCE), terms);
  }

  /** Family, exposure, then the classes; encoded names have no such sign. */
  static String write(ResponseType type) {
    StringBuilder entry = new StringBuilder(TYPE).append(encode(type.family()));
    entry.append(SEPARATOR).append(encode(type.exposure()));
    type.classes().forEach(name -> entry.append(SEPARATOR).append(encode(name)));
    return entry.toString();
  }

  /** An entry, or the name of a family alone. */
  static ResponseType readType(String entry) {
    if (!entry.startsWith(TYPE)) {
      return ResponseType.of(entry);
    }
    List<String> fields =
        Stream.of(entry.substring(TYPE.length()).split(SEPARATOR, -1))
            .map(SpecEntries::decode)
            .toList();
    return new ResponseType(fields.get(0), fields.subList(2, fields.size()), fields.get(1));
  }

  /** Columns of headers as texts. */
  static List<String> writeHeaders(List<List<String>> headers) {
    return headers.stream()
        .map(header -> header.stream().map(name -> SEPARATOR + encode(name)).collect(joining()))
        .toList();
  }

  /** The columns of one of the headers that a configuration holds. */
  static List<String> header(Configuration conf, int number) {
    String entry = TableKey.CSV_HEADERS.getList(conf).get(number);
    return Stream.of(entry.split(SEPARATOR, -1)).skip(1).map(SpecEntries::decode).toList();
  }

  /** A plain column is its name. */
  private static String write(FeatureColumn column) {
    if (column.isPlain()) {
      return encode(column.name());
    }
    List<String> fields = new ArrayList<>();
    fields.add(encode(column.name()));
    fields.add(Double.toString(column.mean()));
    fields.add(encode(column.unit()));
    fields.add(column.use().name());
    column.levels().forEach(level -> fields.add(encode(level)));
    return String.join(SEPARATOR, fields);
  }

  private static FeatureColumn read(String entry) {
    String[] fields = entry.split(SEPARATOR, -1);
    if (fields.length == 1) {
      return FeatureColumn.number(decode(fields[0]));
    }
    List<String> levels = new ArrayList<>();
    for (int i = 4; i < fields.length; i++) {
      levels.add(decode(fields[i]));
    }
    return new FeatureColumn(
        decode(fields[0]),
        levels,
        Double.parseDouble(fields[1]),
        decode(fields[2]),
        FeatureColumn.Use.valueOf(fields[3]));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
