package org.dmoe.mapreduce.partition;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.dmoe.table.StableHash;

/** Names of the files of a partition, without ending. */
final class PartNames {

  private static final int LONGEST = 200;

  private PartNames() {}

  static String ofNumber(int part) {
    return "part-%05d".formatted(part);
  }

  /** Column and value, such that no two values share a file and no file is hidden. */
  static String ofValue(String column, String value) {
    String name = encode(column) + "=" + encode(value);
    if (name.startsWith("_") || name.startsWith(".")) {
      name = "%%%02X".formatted((int) name.charAt(0)) + name.substring(1);
    }
    if (name.length() <= LONGEST) {
      return name;
    }
    String hash = "~%016x".formatted(StableHash.of(0, name));
    return name.substring(0, LONGEST - hash.length()) + hash;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
