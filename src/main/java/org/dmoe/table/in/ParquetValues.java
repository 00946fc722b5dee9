package org.dmoe.table.in;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.dmoe.data.row.RowCells;

/** What the whole numbers and the bytes of a Parquet column mean, by its logical type. */
interface ParquetValues {

  /** Whole numbers and UTF-8, as they are without a logical type. */
  ParquetValues PLAIN = new ParquetValues() {};

  default void whole(RowCells cells, int column, long value) {
    cells.whole(column, value);
  }

  default void bytes(RowCells cells, int column, Binary value) {
    cells.text(column, value.toStringUsingUTF8());
  }

  static ParquetValues of(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    TimeType time = time(type);
    if (time != null) {
      return new Times(time);
    }
    if (logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()) {
      return new Unsigned(whole.getBitWidth());
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new Decimals(decimal.getScale());
    }
    return logical instanceof Float16LogicalTypeAnnotation ? new Halves() : PLAIN;
  }

  /** Null if it holds neither dates nor times. */
  static TimeType time(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return TimeType.timestamp(TimeType.NANOS, false);
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return TimeType.date();
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return TimeType.time(perSecond(time.getUnit()));
    }
    return logical instanceof TimestampLogicalTypeAnnotation stamp
        ? TimeType.timestamp(perSecond(stamp.getUnit()), stamp.isAdjustedToUTC())
        : null;
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> TimeType.MILLIS;
      case MICROS -> TimeType.MICROS;
      case NANOS -> TimeType.NANOS;
    };
  }

  /** Unsigned integers, in the lowest bits of signed ones. */
  record Unsigned(int bits) implements ParquetValues {
    @Override
    public void whole(RowCells cells, int column, long value) {
      if (bits < Long.SIZE) {
        cells.whole(column, value & ((1L << bits) - 1));
      } else {
        cells.unsigned(column, value);
      }
    }
  }

  /** Unscaled values, as whole numbers or as big-endian two's complements. */
  record Decimals(int scale) implements ParquetValues {
    @Override
    public void whole(RowCells cells, int column, long value) {
      cells.decimal(column, BigDecimal.valueOf(value, scale));
    }

    @Override
    public void bytes(RowCells cells, int column, Binary value) {
      cells.decimal(column, new BigDecimal(new BigInteger(value.getBytesUnsafe()), scale));
    }
  }

  /** Numbers of IEEE 754 in 16 bits. */
  record Halves() implements ParquetValues {

    private static final int FRACTION_BITS = 10;
    private static final int BIAS = 15;

    @Override
    public void bytes(RowCells cells, int column, Binary value) {
      int bits = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort();
      double magnitude = magnitude(bits);
      cells.number(column, bits < 0 ? -magnitude : magnitude);
    }

    private static double magnitude(int bits) {
      int exponent = (bits >> FRACTION_BITS) & 0x1f;
      int fraction = bits & 0x3ff;
      if (exponent == 0x1f) {
        return fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      }
      return exponent == 0
          ? Math.scalb((double) fraction, 1 - BIAS - FRACTION_BITS)
          : Math.scalb((double) (fraction + (1 << FRACTION_BITS)), exponent - BIAS - FRACTION_BITS);
    }
  }

  /** Dates and times; bytes are those of INT96: nanoseconds of the day, then the Julian day. */
  record Times(TimeType type) implements ParquetValues {
    @Override
    public void whole(RowCells cells, int column, long value) {
      type.put(cells, column, value);
    }

    @Override
    public void bytes(RowCells cells, int column, Binary value) {
      ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong();
      type.put(cells, column, TimeType.ofJulian(bytes.getInt(), nanos));
    }
  }
}
