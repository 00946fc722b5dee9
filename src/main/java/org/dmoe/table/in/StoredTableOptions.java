package org.dmoe.table.in;

import org.apache.hadoop.conf.Configuration;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions.MissingPolicy;
import org.dmoe.table.in.TableOptions.Partition;

/** Options of tables on their way to the tasks. */
final class StoredTableOptions {

  private StoredTableOptions() {}

  static void write(TableOptions options, Configuration conf) {
    TableKey.RESPONSE.set(conf, options.response());
    TableKey.FEATURES.set(conf, options.features());
    TableKey.EXCLUDE.set(conf, options.exclude());
    TableKey.MISSING.set(conf, options.missing());
    TableKey.MAX_BAD_ROWS.set(conf, options.maxBadRows());
    TableKey.PARTITION.set(conf, options.partition());
    TableKey.MIN_ROWS.set(conf, options.minRows());
    TableKey.TIME.set(conf, options.times());
    TableKey.PATH_COLUMNS.set(conf, Boolean.toString(options.pathColumns()));
    options.csv().store(conf);
    StoredColumnRoles.write(options.roles(), conf);
  }

  static TableOptions read(Configuration conf) {
    TableOptions.Builder options =
        TableOptions.builder()
            .features(TableKey.FEATURES.getList(conf))
            .exclude(TableKey.EXCLUDE.getList(conf))
            .missing(TableKey.MISSING.getEnum(conf, MissingPolicy.class))
            .maxBadRows(TableKey.MAX_BAD_ROWS.getLong(conf))
            .partition(TableKey.PARTITION.getEnum(conf, Partition.class))
            .csv(CsvOptions.from(conf))
            .minRows(TableKey.MIN_ROWS.getLong(conf))
            .times(TableKey.TIME.getList(conf))
            .pathColumns(Boolean.parseBoolean(TableKey.PATH_COLUMNS.get(conf)))
            .roles(StoredColumnRoles.read(conf));
    TableKey.RESPONSE.getOptional(conf).ifPresent(options::response);
    return options.build();
  }
}
