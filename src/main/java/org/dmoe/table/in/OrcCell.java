package org.dmoe.table.in;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.orc.TypeDescription;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.dmoe.data.row.RowCells;

/** How the values of one column of ORC are put into rows, by the column's type. */
interface OrcCell {

  /**
   * @param index of a value that is not null
   */
  void put(RowCells cells, int column, ColumnVector values, int index);

  /**
   * @throws IllegalArgumentException if such a column cannot be read
   */
  static OrcCell of(TypeDescription type) {
    return switch (type.getCategory()) {
      case BOOLEAN ->
          (cells, column, values, i) -> cells.text(column, Boolean.toString(whole(values, i) != 0));
      case BYTE, SHORT, INT, LONG ->
          (cells, column, values, i) -> cells.whole(column, whole(values, i));
      case FLOAT, DOUBLE ->
          (cells, column, values, i) ->
              cells.number(column, ((DoubleColumnVector) values).vector[i]);
      case STRING, CHAR, VARCHAR ->
          (cells, column, values, i) -> cells.text(column, text((BytesColumnVector) values, i));
      case DECIMAL ->
          (cells, column, values, i) ->
              cells.decimal(column, decimal((DecimalColumnVector) values, i, type.getScale()));
      case DATE -> date();
      case TIMESTAMP, TIMESTAMP_INSTANT -> timestamp(OrcColumns.time(type));
      case BINARY, LIST, MAP, STRUCT, UNION ->
          throw new IllegalArgumentException("values of type " + type.getCategory().getName());
    };
  }

  private static OrcCell date() {
    TimeType type = TimeType.date();
    return (cells, column, values, i) -> type.put(cells, column, whole(values, i));
  }

  private static OrcCell timestamp(TimeType type) {
    return (cells, column, values, i) -> {
      TimestampColumnVector stamps = (TimestampColumnVector) values;
      long second = Math.floorDiv(stamps.time[i], TimeType.MILLIS);
      type.putInstant(cells, column, second, stamps.nanos[i]);
    };
  }

  private static long whole(ColumnVector values, int index) {
    return ((LongColumnVector) values).vector[index];
  }

  private static String text(BytesColumnVector values, int index) {
    return new String(
        values.vector[index], values.start[index], values.length[index], StandardCharsets.UTF_8);
  }

  /** With all digits of the column's scale, which the vector drops where they are zeros. */
  private static BigDecimal decimal(DecimalColumnVector values, int index, int scale) {
    BigDecimal value = values.vector[index].getHiveDecimal().bigDecimalValue();
    return value.scale() < scale ? value.setScale(scale) : value;
  }
}
