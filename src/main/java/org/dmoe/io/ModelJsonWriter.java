package org.dmoe.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.dmoe.io.avro.ExpertRecord;
import org.dmoe.io.avro.ModelRecord;

/** Writes models as JSON by walking their Avro schema; without what is not known. */
final class ModelJsonWriter {

  private static final MathContext SEVENTEEN_DIGITS = new MathContext(17);
  private static final int LONGEST_PLAIN = 17;

  private final JsonGenerator out;

  /** By whose names coefficients are written; empty where they are not. */
  private List<String> terms = List.of();

  ModelJsonWriter(JsonGenerator out) {
    this.out = out;
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    out.setPrettyPrinter(printer);
  }

  void write(ModelRecord record) throws IOException {
    out.writeStartObject();
    for (String key : ModelJson.KEYS) {
      Schema.Field field = record.getSchema().getField(key);
      Object value = record.get(field.pos());
      if (ModelJson.REQUIRED.contains(key) || isKnown(value)) {
        out.writeFieldName(key);
        terms = ModelJson.WITH_COEFFICIENTS.contains(key) ? record.getFeatures() : List.of();
        writeValue(value);
      }
    }
    out.writeEndObject();
  }

  private static boolean isKnown(Object value) {
    if (value instanceof CharSequence text) {
      return text.length() > 0;
    }
    if (value instanceof Collection<?> values) {
      return !values.isEmpty();
    }
    return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
  }

  private void writeValue(Object value) throws IOException {
    if (value instanceof Double number) {
      writeNumber(number);
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof IndexedRecord record) {
      writeRecord(record);
    } else if (value instanceof Collection<?> values) {
      writeArray(values);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else {
      out.writeString(value.toString());
    }
  }

  private void writeRecord(IndexedRecord record) throws IOException {
    boolean ofFamily = record instanceof ExpertRecord expert && !expert.getPredictors().isEmpty();
    out.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      boolean left = field.hasDefaultValue() && !isKnown(value);
      left |= ofFamily && !field.name().equals(ModelJson.PREDICTORS);
      if (value != null && !left) {
        out.writeFieldName(field.name());
        writeField(field.name(), value);
      }
    }
    out.writeEndObject();
  }

  private void writeField(String name, Object value) throws IOException {
    boolean named =
        name.equals(ModelJson.COEFFICIENTS)
            && value instanceof List<?> numbers
            && !terms.isEmpty()
            && terms.size() == numbers.size();
    if (named) {
      writeNamed((List<?>) value);
    } else {
      writeValue(value);
    }
  }

  private void writeNamed(List<?> coefficients) throws IOException {
    out.writeStartObject();
    for (int j = 0; j < terms.size(); j++) {
      out.writeFieldName(terms.get(j));
      writeValue(coefficients.get(j));
    }
    out.writeEndObject();
  }

  private void writeArray(Collection<?> values) throws IOException {
    out.writeStartArray();
    for (Object value : values) {
      writeValue(value);
    }
    out.writeEndArray();
  }

  private void writeMap(Map<?, ?> map) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeFieldName(entry.getKey().toString());
      writeValue(entry.getValue());
    }
    out.writeEndObject();
  }

  private void writeNumber(double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(digits(value));
    } else {
      out.writeString(Double.toString(value));
    }
  }

  /** 17 significant digits, from which the same double is read again; without trailing zeros. */
  static String digits(double value) {
    if (value == 0) {
      return Double.toString(value);
    }
    BigDecimal decimal = new BigDecimal(value).round(SEVENTEEN_DIGITS).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale();
    if (exponent < -4 || exponent > LONGEST_PLAIN) {
      return decimal.toString();
    }
    String plain = decimal.toPlainString();
    return decimal.scale() > 0 ? plain : plain + ".0";
  }
}
