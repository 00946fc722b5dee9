package org.dmoe.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.dmoe.io.avro.ExpertRecord;
import org.dmoe.io.avro.GateRecord;
import org.dmoe.io.avro.ModelRecord;

/**
 * Reads a model's JSON into its Avro record, token by token, so that keys that are not known cost
 * no memory. Complaints are IllegalArgumentExceptions that name the place.
 */
final class ModelJsonReader {

  private static final SpecificData DATA = new SpecificData(ModelRecord.class.getClassLoader());

  private final JsonParser in;
  private NamedCoefficients named = new NamedCoefficients();

  /** Stands on the first token of a value. */
  ModelJsonReader(JsonParser in) {
    this.in = in;
  }

  /**
   * @param defaultId where the model does not say its own
   */
  ModelRecord model(String defaultId) throws IOException {
    ModelRecord record = new ModelRecord();
    record.setId(defaultId);
    record.setStatus("OK");
    record.setFeatures(List.of());
    record.setResponse("");
    record.setColumns(List.of());
    record.setFormula("");
    record.setGateFormula("");
    record.setUndetermined(List.of());
    record.setStatistics(List.of());
    record.setProvenance(Map.of());
    named = new NamedCoefficients();
    requireAll(ModelJson.REQUIRED, fill(record, "the model"), "the model");
    record.setFeatures(named.settle(record.getFeatures()));
    return record;
  }

  /** Reads the object at the current token into a record; returns the keys that were there. */
  private Set<String> fill(IndexedRecord record, String where) throws IOException {
    require(JsonToken.START_OBJECT, where, "an object");
    Set<String> seen = new HashSet<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.getCurrentName();
      Schema.Field field = record.getSchema().getField(key);
      in.nextToken();
      if (field == null) {
        in.skipChildren();
      } else {
        record.put(field.pos(), value(field.schema(), "'" + key + "' of " + where, key));
        seen.add(key);
      }
    }
    return seen;
  }

  private Object value(Schema schema, String where, String key) throws IOException {
    return switch (schema.getType()) {
      case RECORD -> nested(schema, where);
      case ARRAY -> array(schema.getElementType(), where, key);
      case MAP -> map(where);
      case UNION -> in.currentToken() == JsonToken.VALUE_NULL ? null : known(schema, where, key);
      case DOUBLE -> number(where);
      case INT -> in.currentToken().isNumeric() ? in.getIntValue() : refuse(where, "a number");
      case LONG -> in.currentToken().isNumeric() ? in.getLongValue() : refuse(where, "a number");
      case BOOLEAN ->
          in.currentToken().isBoolean() ? in.getBooleanValue() : refuse(where, "true or false");
      default -> text(where);
    };
  }

  /** The value of a union of null and something. */
  private Object known(Schema union, String where, String key) throws IOException {
    return value(union.getTypes().get(1), where, key);
  }

  /** Fields that have a default came with a later version; older files do not hold them. */
  private IndexedRecord nested(Schema schema, String where) throws IOException {
    IndexedRecord record = (IndexedRecord) DATA.newRecord(null, schema);
    Set<String> required = new HashSet<>();
    for (Schema.Field field : schema.getFields()) {
      if (field.hasDefaultValue()) {
        record.put(field.pos(), DATA.getDefaultValue(field));
      } else {
        required.add(field.name());
      }
    }
    Set<String> seen = fill(record, where);
    if (record instanceof ExpertRecord expert && seen.contains(ModelJson.PREDICTORS)) {
      completeFirst(expert, where);
    } else {
      requireAll(required, seen, where);
    }
    return record;
  }

  /** The first predictor is kept twice; its coefficients may come later, so the list is shared. */
  private static void completeFirst(ExpertRecord expert, String where) {
    if (expert.getPredictors().isEmpty()) {
      throw new IllegalArgumentException(where + " has no predictors");
    }
    GateRecord first = expert.getPredictors().get(0);
    expert.setIntercept(first.getIntercept());
    expert.setCoefficients(first.getCoefficients());
    expert.setVariance(Double.NaN);
  }

  private List<Object> array(Schema elements, String where, String key) throws IOException {
    if (key.equals(ModelJson.COEFFICIENTS) && in.currentToken() == JsonToken.START_OBJECT) {
      return named.add(where, numbers(where));
    }
    require(JsonToken.START_ARRAY, where, "an array");
    String singular = key.endsWith("s") ? key.substring(0, key.length() - 1) : key;
    boolean records = elements.getType() == Schema.Type.RECORD;
    List<Object> values = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String place = singular + " " + (values.size() + 1);
      values.add(value(elements, records ? place : where, key));
    }
    return values;
  }

  private Map<String, Double> numbers(String where) throws IOException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.getCurrentName();
      in.nextToken();
      numbers.put(key, number("'" + key + "' of " + where));
    }
    return numbers;
  }

  private Map<String, String> map(String where) throws IOException {
    require(JsonToken.START_OBJECT, where, "an object");
    Map<String, String> map = new TreeMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.getCurrentName();
      in.nextToken();
      map.put(key, text("'" + key + "' of " + where));
    }
    return map;
  }

  private double number(String where) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_NUMBER_INT -> Double.parseDouble(in.getText());
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_STRING -> nonFinite(in.getText(), where);
      default -> (Double) refuse(where, "a number");
    };
  }

  /** JSON has no such numbers, so they are written as text. */
  private double nonFinite(String text, String where) throws IOException {
    return switch (text) {
      case "NaN", "Infinity", "-Infinity" -> Double.parseDouble(text);
      default -> (Double) refuse(where, "a number");
    };
  }

  private String text(String where) throws IOException {
    require(JsonToken.VALUE_STRING, where, "text");
    return in.getText();
  }

  private void require(JsonToken token, String where, String what) throws IOException {
    if (in.currentToken() != token) {
      refuse(where, what);
    }
  }

  private Object refuse(String where, String what) throws IOException {
    JsonToken token = in.currentToken();
    String found =
        token == null
            ? "nothing"
            : token.isScalarValue() ? in.getText() : token.isStructStart() ? token.asString() : "";
    throw new IllegalArgumentException(where + " is not " + what + ": " + found);
  }

  private static void requireAll(Set<String> required, Set<String> seen, String where) {
    for (String key : new TreeSet<>(required)) {
      if (!seen.contains(key)) {
        throw new IllegalArgumentException("'" + key + "' of " + where + " is missing");
      }
    }
  }
}
