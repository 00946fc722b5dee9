package org.dmoe.mapreduce.pipeline;

import org.apache.hadoop.util.StringUtils.TraditionalBinaryPrefix;

/** Lines for the console. */
final class Described {

  private Described() {}

  static String table(String what, Table table) {
    return "%s rows: %d file%s (%s), response %s, %d features"
        .formatted(
            what,
            table.files().size(),
            table.files().size() == 1 ? "" : "s",
            TraditionalBinaryPrefix.long2String(table.length(), "B", 1),
            table.features().response(),
            table.features().dimension());
  }
}
