package org.dmoe.table.in;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.table.TableKey;

/**
 * Columns that the names of directories hold, as Hive and Spark write them: below {@code site=a/}
 * every row has the text a in the column site.
 */
final class PathColumns {

  /** What Hive writes for a missing value. */
  private static final String MISSING = "__HIVE_DEFAULT_PARTITION__";

  private PathColumns() {}

  /** Those of a file, or none where they are not wanted. */
  static Map<String, String> of(Configuration conf, String file) {
    return Boolean.parseBoolean(TableKey.PATH_COLUMNS.get(conf)) ? of(file) : Map.of();
  }

  /**
   * @param file its path below the input root
   * @return values by column, in order; missing ones are empty
   */
  static Map<String, String> of(String file) {
    Map<String, String> columns = new LinkedHashMap<>();
    String[] names = file.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      int equals = names[i].indexOf('=');
      if (equals > 0) {
        String value = decode(names[i].substring(equals + 1));
        columns.put(decode(names[i].substring(0, equals)), value.equals(MISSING) ? "" : value);
      }
    }
    return columns;
  }

  /** Percent escapes of UTF-8; a percent sign that begins none stays. */
  private static String decode(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
      if (low < 0) {
        out.put(in[i]);
      } else {
        out.put((byte) (16 * high + low));
        i += 2;
      }
    }
    return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
  }
}
