package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class TaskGroupsTest {

  private static final long HUGE = Long.MAX_VALUE;

  @Test
  void eachMachineHasATaskUnlessSmallOnesShareOne() {
    assertThat(sizes(new TaskGroups(0, 0, HUGE), 10, 10, 0, 10)).containsExactly(1, 1, 1, 1);
    assertThat(sizes(new TaskGroups(0, 25, HUGE), 10, 10, 10, 30, 5, 0, 10))
        .containsExactly(2, 1, 1, 3);
  }

  @Test
  void nothingIsPutTogetherBeyondTheSizeOfASplit() {
    assertThat(sizes(new TaskGroups(0, 100, 25), 10, 10, 10, 10)).containsExactly(2, 2);
    assertThat(sizes(new TaskGroups(1, 0, 25), 10, 10, 10, 10)).containsExactly(2, 2);
  }

  /** The larger of the two groups that are asked for. */
  @Test
  void manyMachinesShareTasksAndSmallOnesMore() {
    assertThat(sizes(new TaskGroups(2, 0, HUGE), 10, 10, 10, 10)).containsExactly(2, 2);
    assertThat(sizes(new TaskGroups(2, 30, HUGE), 10, 10, 10, 10)).containsExactly(3, 1);
    assertThat(sizes(new TaskGroups(2, 10, HUGE), 10, 10, 10, 10)).containsExactly(2, 2);
  }

  @Test
  void aTaskIsWhereMostOfItsBytesAre() {
    RowSplit task =
        new RowSplit(List.of(part(0, 10, "a", "b"), part(1, 9, "c", "b"), part(2, 9, "c", "d")));
    assertThat(task.getLocations()).containsExactly("b", "c");
    assertThat(new RowSplit(List.of(part(0, 10, "x", "a"))).getLocations())
        .containsExactly("x", "a");
  }

  private static List<Integer> sizes(TaskGroups groups, long... lengths) {
    List<RowSplit> machines =
        IntStream.range(0, lengths.length)
            .mapToObj(m -> new RowSplit(List.of(part(m, lengths[m]))))
            .toList();
    List<RowSplit> tasks = groups.of(machines);
    assertThat(tasks.stream().flatMap(task -> task.parts().stream()))
        .containsExactlyElementsOf(
            machines.stream().flatMap(machine -> machine.parts().stream()).toList());
    return tasks.stream().map(task -> task.parts().size()).toList();
  }

  private static SplitPart part(int number, long length, String... hosts) {
    return new SplitPart(
        new Path("/" + number),
        "m" + number,
        0,
        length,
        true,
        SplitPart.Header.OWN,
        List.of(hosts));
  }
}
