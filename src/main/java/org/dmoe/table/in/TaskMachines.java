package org.dmoe.table.in;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.TableOptions.Partition;

/**
 * Which machine each row of a task is of. Where machines are files, a task may have several, whose
 * rows come one machine after another.
 */
public final class TaskMachines {

  private final boolean machineIsFile;
  private final String split;
  private final int all;

  /** Null before the first row. */
  private String current;

  private int begun;

  private TaskMachines(boolean machineIsFile, InputSplit split) {
    this.machineIsFile = machineIsFile;
    this.split = RowSplit.identity(split);
    this.all = machineIsFile ? RowSplit.files(split) : 1;
  }

  /** Those of a task. */
  public static TaskMachines of(Configuration conf, InputSplit split) {
    Partition partition = TableKey.PARTITION.getEnum(conf, Partition.class);
    return new TaskMachines(partition == Partition.FILE, split);
  }

  /** Whether a row is the first of its machine. */
  public boolean isFirst(RowKey key) {
    return current == null || machineIsFile && !current.equals(key.file());
  }

  /** Goes on to the machine of a row. */
  public void begin(RowKey key) {
    current = machineIsFile ? key.file() : split;
    begun++;
  }

  /** Whether there has been a row. */
  public boolean hasBegun() {
    return current != null;
  }

  /** Identity of the machine that was begun last. */
  public String current() {
    return current;
  }

  /** Machines that had no row. */
  public int withoutRows() {
    return all - begun;
  }
}
