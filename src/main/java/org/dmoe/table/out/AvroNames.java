package org.dmoe.table.out;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.hadoop.io.MD5Hash;

/**
 * Rows as Avro records, which Parquet files are described by too. Names of columns may be any text,
 * those of Avro fields may not: the column's own name stands in the field's property {@value
 * #COLUMN}.
 */
public final class AvroNames {

  /** The property of a field that holds the name of its column. */
  public static final String COLUMN = "column";

  private static final String RECORD = "Row";
  private static final String NAMESPACE = "org.dmoe.rows";

  private AvroNames() {}

  /** The schema of the records that hold the rows. */
  public static Schema schema(RowSchema rows) {
    List<Schema.Field> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (RowColumn column : rows.columns()) {
      String name = unused(fieldName(column.name()), taken);
      Schema.Field field = new Schema.Field(name, type(column.type()), null, null);
      if (!name.equals(column.name())) {
        field.addProp(COLUMN, column.name());
      }
      fields.add(field);
    }
    return Schema.createRecord(RECORD, null, NAMESPACE, false, fields);
  }

  /** The name of the column that a field of a record holds. */
  public static String column(Schema.Field field) {
    String column = field.getProp(COLUMN);
    return column == null ? field.name() : column;
  }

  private static Schema type(ColumnType type) {
    return Schema.create(
        switch (type) {
          case DOUBLE -> Schema.Type.DOUBLE;
          case LONG -> Schema.Type.LONG;
          case TEXT -> Schema.Type.STRING;
        });
  }

  /** Letters, digits and underscores, no digit first (Avro specification, "Names"). */
  private static String fieldName(String column) {
    StringBuilder name = new StringBuilder(column.replaceAll("[^A-Za-z0-9_]", "_"));
    if (name.length() == 0 || Character.isDigit(name.charAt(0))) {
      name.insert(0, '_');
    }
    return name.toString();
  }

  private static String unused(String wanted, Set<String> taken) {
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /**
   * Sixteen bytes that follow from the schema and a file's name, so that equal rows are equal
   * files.
   */
  public static byte[] syncMark(Schema schema, String file) {
    byte[] text = (file + "\n" + schema).getBytes(StandardCharsets.UTF_8);
    return MD5Hash.digest(text).getDigest();
  }
}
