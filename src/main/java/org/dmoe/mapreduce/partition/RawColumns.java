package org.dmoe.mapreduce.partition;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableOptions;

/**
 * Columns as they stand in a table, so that what is divided can be read by the options by which the
 * whole would have been: categories and labels are texts, weights numbers.
 */
final class RawColumns {

  private RawColumns() {}

  /** Changes the columns that a job reads, where they are known. */
  static void store(Configuration conf) {
    TableOptions options = TableOptions.from(conf);
    options.roles().known().ifPresent(known -> store(conf, options, known));
  }

  private static void store(Configuration conf, TableOptions options, FeatureSpec known) {
    ColumnRoles roles = options.roles();
    List<FeatureColumn> numbers = new ArrayList<>();
    known.columns().stream().filter(column -> !column.isCategorical()).forEach(numbers::add);
    roles.weight().map(FeatureColumn::number).ifPresent(numbers::add);
    List<String> texts = new ArrayList<>(TableKey.TEXT_COLUMNS.getList(conf));
    for (String category : known.categories()) {
      addIfNew(texts, category);
    }
    roles.label().ifPresent(label -> addIfNew(texts, label));
    String response = options.response().orElse("");
    if (!response.isEmpty() && known.type().isText()) {
      addIfNew(texts, response);
      response = "";
    }
    if (!known.type().exposure().isEmpty()) {
      numbers.add(FeatureColumn.number(known.type().exposure()));
    }
    FeatureSpec columns = new FeatureSpec(numbers, response, "");
    TableOptions.Builder read = options.toBuilder().roles(ColumnRoles.NONE);
    if (response.isEmpty()) {
      read.noResponse();
    }
    read.build().withKnown(columns).store(conf);
    TableKey.TEXT_COLUMNS.set(conf, texts);
  }

  private static void addIfNew(List<String> texts, String name) {
    if (!texts.contains(name)) {
      texts.add(name);
    }
  }
}
