package org.dmoe.table.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RowSchemaTest {

  @Test
  void aNameTwiceIsRefused() {
    RowSchema.Builder schema =
        RowSchema.builder().add("a", ColumnType.TEXT).add("a", ColumnType.DOUBLE);

    assertThatThrownBy(schema::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'a' would be written twice");
  }

  @Test
  void noColumnIsRefused() {
    assertThatThrownBy(() -> RowSchema.builder().build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyColumnBecomesAFieldOfItsOwn() {
    List<String> names = List.of("ok_1", "1st", "", "wind speed", "wind_speed", "wind-speed", "日");
    Schema schema = AvroNames.schema(RowSchema.builder().addAll(names, ColumnType.DOUBLE).build());

    Schema reread = new Schema.Parser().parse(schema.toString());
    assertThat(reread.getFields().stream().map(Schema.Field::name))
        .doesNotHaveDuplicates()
        .startsWith("ok_1", "_1st", "_", "wind_speed", "wind_speed_2");
    assertThat(reread.getFields().stream().map(AvroNames::column)).isEqualTo(names);
  }
}
