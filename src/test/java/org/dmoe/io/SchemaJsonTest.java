package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.data.describe.SharedColumn;
import org.dmoe.data.describe.SharedSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaJsonTest {

  private static SharedSchema schema() {
    Map<String, Long> levels = new LinkedHashMap<>();
    levels.put("S \"x\"", 3L);
    levels.put("N", 0L);
    return new SharedSchema(
        "s.json",
        7,
        List.of(
            new SharedColumn("wind", "category", 3, 4, Double.NaN, Double.NaN, levels, ""),
            new SharedColumn("x", "number", 7, 0, 0.1 + 0.2, 1.0 / 3, Map.of(), "m/s"),
            new SharedColumn("one", "number", 1, 6, 5e-300, Double.NaN, Map.of(), ""),
            new SharedColumn("id", "text", 7, 0, Double.NaN, Double.NaN, Map.of(), "")));
  }

  private static String written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SchemaJson.write(out, schema());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static SharedSchema read(String text) throws IOException {
    return SchemaJson.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "s.json");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    SharedSchema read = read(written());
    assertThat(read).isEqualTo(schema());
    assertThat(List.copyOf(read.columns().get(0).levels().keySet()))
        .containsExactly("S \"x\"", "N");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"dmoeSchema\" : 1 | \"dmoeSchema\" : 2 | it is not a schema",
        "\"rows\" : 7 | \"rows\" : -7 | number of rows is negative",
        "\"rows\" : 7 | \"rows\" : \"7\" | rows must be a whole number",
        "\"name\" : \"x\" | \"name\" : \"wind\" | column 'wind' is there twice",
        "\"name\" : \"x\" | \"nam\" : \"x\" | name must be a text",
        "\"name\" : \"N\" | \"name\" : \"S \\\"x\\\"\" | is listed twice",
        "\"type\" : \"category\" | \"type\" : \"number\" | a number with levels",
        "\"type\" : \"text\" | \"type\" : \"category\" | a category without levels",
        "\"count\" : 7 | \"count\" : -7 | a count is negative",
        "\"mean\" : 5.0E-300 | \"mean\" : \"NaN\" | mean must be a number",
        "\"mean\" : 5.0E-300 | \"mean\" : 1e999 | mean must be a number"
      })
  void badSchemasAreNamed(String good, String bad, String reason) throws IOException {
    String text = written();
    assertThat(text).contains(good);
    assertThatThrownBy(() -> read(text.replace(good, bad)))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("s.json: ")
        .hasMessageContaining(reason);
  }

  @Test
  void otherFilesAreNone() throws IOException {
    String text = written();
    for (int length : new int[] {0, 1, 20, text.length() / 2, text.length() - 3}) {
      assertThatThrownBy(() -> read(text.substring(0, length)))
          .isInstanceOf(BadFileException.class);
    }
    for (String other : List.of("[]", "{}", "7", "x1,x2\n1,2\n")) {
      assertThatThrownBy(() -> read(other)).isInstanceOf(BadFileException.class);
    }
  }
}
