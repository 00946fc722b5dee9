package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.List;

/**
 * Machines that are files, dealt to tasks in their order: one to a task, or several where there are
 * so many that starting tasks would be most of the work.
 */
final class TaskGroups {

  private TaskGroups() {}

  /**
   * @param most tasks, unless files are large
   * @param target bytes up to which files go together
   */
  static List<RowSplit> of(List<RowSplit> machines, int most, long target) {
    int together = (machines.size() + most - 1) / most;
    List<RowSplit> tasks = new ArrayList<>();
    List<SplitPart> task = new ArrayList<>();
    long bytes = 0;
    for (RowSplit machine : machines) {
      boolean full = task.size() == together || bytes + machine.getLength() > target;
      if (full && !task.isEmpty()) {
        tasks.add(new RowSplit(task));
        task.clear();
        bytes = 0;
      }
      task.addAll(machine.parts());
      bytes += machine.getLength();
    }
    tasks.add(new RowSplit(task));
    return tasks;
  }
}
