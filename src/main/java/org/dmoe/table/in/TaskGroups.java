package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.List;

/**
 * Machines that are files, dealt to tasks in their order: one to a task, or several where they are
 * so many, or so small, that starting tasks would be most of the work.
 */
final class TaskGroups {

  private final int most;
  private final long small;
  private final long target;

  /**
   * @param most tasks, unless files are large; any number if 0
   * @param small bytes up to which files go together however few they are; none if 0
   * @param target bytes beyond which no files go together
   */
  TaskGroups(int most, long small, long target) {
    this.most = most;
    this.small = small;
    this.target = target;
  }

  List<RowSplit> of(List<RowSplit> machines) {
    int together = most > 0 ? (machines.size() + most - 1) / most : 1;
    List<RowSplit> tasks = new ArrayList<>();
    List<SplitPart> task = new ArrayList<>();
    long bytes = 0;
    for (RowSplit machine : machines) {
      long sum = bytes + machine.getLength();
      boolean enough = task.size() >= together && (small == 0 || sum > small);
      if (!task.isEmpty() && (enough || sum > target)) {
        tasks.add(new RowSplit(task));
        task.clear();
        sum = machine.getLength();
      }
      task.addAll(machine.parts());
      bytes = sum;
    }
    tasks.add(new RowSplit(task));
    return tasks;
  }
}
