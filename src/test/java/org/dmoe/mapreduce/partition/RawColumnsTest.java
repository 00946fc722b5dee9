package org.dmoe.mapreduce.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableOptions;
import org.junit.jupiter.api.Test;

class RawColumnsTest {

  @Test
  void categoriesAndLabelsAreTextsAndWeightsNumbers() {
    FeatureColumn a = FeatureColumn.number("a").withMean(1.5);
    FeatureColumn site = FeatureColumn.category("site", List.of("n", "s"));
    ColumnRoles roles =
        ColumnRoles.builder().categorical(List.of("site")).weight("w").label("label").build();
    Configuration conf = new Configuration(false);
    TableOptions.builder()
        .response("y")
        .roles(roles)
        .build()
        .withKnown(new FeatureSpec(List.of(site, a), "y", "w"))
        .store(conf);
    TableKey.TEXT_COLUMNS.set(conf, List.of("id", "site"));

    RawColumns.store(conf);

    FeatureSpec raw = RowInputFormat.columns(conf);
    assertThat(raw.columns()).containsExactly(a, FeatureColumn.number("w"));
    assertThat(raw.response()).isEqualTo("y");
    assertThat(raw.weight()).isEmpty();
    assertThat(TableKey.TEXT_COLUMNS.getList(conf)).containsExactly("id", "site", "label");
  }

  @Test
  void whatIsNotKnownStaysAsItIs() {
    Configuration conf = new Configuration(false);
    TableOptions options = TableOptions.builder().response("y").features(List.of("a")).build();
    options.store(conf);
    RawColumns.store(conf);
    assertThat(TableOptions.from(conf)).isEqualTo(options);
  }
}
