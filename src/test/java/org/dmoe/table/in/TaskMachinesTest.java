package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions.Partition;
import org.junit.jupiter.api.Test;

class TaskMachinesTest {

  private final Configuration conf = new Configuration(false);

  private static SplitPart part(String file, long start, boolean whole) {
    return new SplitPart(
        new Path("/rows/" + file), file, start, 10, whole, SplitPart.Header.OWN, List.of());
  }

  private TaskMachines machines(Partition partition, SplitPart... parts) {
    TableKey.PARTITION.set(conf, partition);
    return TaskMachines.of(conf, new RowSplit(Arrays.asList(parts)));
  }

  @Test
  void aFileIsAMachineHoweverManyPartsItHas() {
    TaskMachines machines =
        machines(
            Partition.FILE,
            part("a", 0, true),
            part("b", 0, false),
            part("b", 20, false),
            part("c", 0, true));
    assertThat(machines.hasBegun()).isFalse();
    RowKey a = new RowKey("a", 3);
    assertThat(machines.isFirst(a)).isTrue();
    machines.begin(a);
    assertThat(machines.hasBegun()).isTrue();
    assertThat(machines.current()).isEqualTo("a");
    assertThat(machines.isFirst(new RowKey("a", 5))).isFalse();
    RowKey c = new RowKey("c", 0);
    assertThat(machines.isFirst(c)).isTrue();
    machines.begin(c);
    assertThat(machines.current()).isEqualTo("c");
    assertThat(machines.withoutRows()).isEqualTo(1);
  }

  @Test
  void aSplitIsAMachineWhateverItsFiles() {
    TaskMachines machines = machines(Partition.SPLIT, part("a", 10, false), part("b", 0, true));
    assertThat(machines.withoutRows()).isEqualTo(1);
    RowKey first = new RowKey("a", 12);
    assertThat(machines.isFirst(first)).isTrue();
    machines.begin(first);
    assertThat(machines.current()).isEqualTo("a#000000000000010..b");
    assertThat(machines.isFirst(new RowKey("b", 0))).isFalse();
    assertThat(machines.withoutRows()).isZero();
  }
}
