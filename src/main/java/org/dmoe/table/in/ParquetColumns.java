package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.dmoe.table.out.AvroNames;

/** The columns of a Parquet file, named as in the Avro schema that it may hold. */
final class ParquetColumns {

  private static final String AVRO_SCHEMA = "parquet.avro.schema";

  private ParquetColumns() {}

  static TableSchema of(FileMetaData file) {
    Map<String, String> columnNames = columnNames(file);
    List<String> names = new ArrayList<>();
    Map<String, String> unreadable = new HashMap<>();
    Map<String, TimeType> times = new HashMap<>();
    Set<String> numbers = new HashSet<>();
    for (Type type : file.getSchema().getFields()) {
      String name = columnNames.getOrDefault(type.getName(), type.getName());
      names.add(name);
      String complaint = complaint(type);
      if (!complaint.isEmpty()) {
        unreadable.put(name, complaint);
      } else if (ParquetValues.time(type.asPrimitiveType()) != null) {
        times.put(name, ParquetValues.time(type.asPrimitiveType()));
      } else if (!isText(type.asPrimitiveType())) {
        numbers.add(name);
      }
    }
    return new TableSchema(names, unreadable, times, numbers);
  }

  private static boolean isText(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && !(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation);
  }

  private static Map<String, String> columnNames(FileMetaData file) {
    Map<String, String> names = new HashMap<>();
    String json = file.getKeyValueMetaData().get(AVRO_SCHEMA);
    if (json != null) {
      try {
        for (Schema.Field field : new Schema.Parser().parse(json).getFields()) {
          names.put(field.name(), AvroNames.column(field));
        }
      } catch (SchemaParseException e) {
        return Map.of();
      }
    }
    return names;
  }

  /** What a column holds that can be read neither as number nor as text; empty if it can. */
  private static String complaint(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return "nested values";
    }
    PrimitiveType primitive = type.asPrimitiveType();
    LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
    boolean opaque =
        primitive.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
            && !(logical instanceof DecimalLogicalTypeAnnotation)
            && !(logical instanceof Float16LogicalTypeAnnotation);
    return opaque ? "values of type fixed_len_byte_array" : "";
  }
}
