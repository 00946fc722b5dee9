package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskType;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.mapreduce.job.JobFailedException;
import org.dmoe.mapreduce.job.NotEnoughHeapException;
import org.dmoe.mapreduce.job.SortBuffer;
import org.dmoe.mapreduce.job.TaskHeap;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowSplit;
import org.dmoe.table.in.TableFiles;

/**
 * The machines of a fit and the heap of its tasks, from the input's splits and a look at the
 * beginnings of some of them.
 */
public final class FitPlan {

  private final List<Machine> machines;
  private final FitSize size;
  private final boolean exact;

  private FitPlan(List<Machine> machines, FitSize size, boolean exact) {
    this.machines = List.copyOf(machines);
    this.size = size;
    this.exact = exact;
  }

  /**
   * Every split is a machine.
   *
   * @param conf with the table's options stored
   * @throws org.dmoe.model.UnusableInputException if files, columns or the rows looked at are not
   *     as they should be
   */
  public static FitPlan of(Configuration conf, TableFiles files, FitSize size) throws IOException {
    Job job = Job.getInstance(conf, "plan");
    RowInputFormat.configure(job, files);
    List<Machine> machines = new ArrayList<>();
    FitSize inTasks;
    boolean exact;
    try {
      List<RowSplit> splits = new RowInputFormat().machines(job);
      RowEstimate estimate = RowEstimate.of(job, splits);
      exact = estimate.isExact(splits);
      inTasks = size.inTasks(job.getConfiguration(), splits.size());
      for (RowSplit split : splits) {
        long rows = estimate.rows(split);
        machines.add(
            new Machine(RowSplit.identity(split), split.getLength(), rows, inTasks.local(rows)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("looking at the input was interrupted", e);
    }
    return new FitPlan(machines, inTasks, exact);
  }

  /** The same rows dealt out to M machines at random. */
  public FitPlan dealtOut(Configuration conf, List<String> names) {
    FitSize inTasks = size.inTasks(conf, names.size());
    long rows = (rows() + names.size() - 1) / names.size();
    List<Machine> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(new Machine(name, 0, rows, inTasks.local(rows)));
    }
    return new FitPlan(parts, inTasks, exact);
  }

  /** Whether rows were counted to the last. */
  boolean isExact() {
    return exact;
  }

  public List<Machine> machines() {
    return machines;
  }

  /** About so many in all. */
  public long rows() {
    return machines.stream().mapToLong(Machine::rows).sum();
  }

  /** Bytes of heap that the aggregation needs. */
  public long aggregationHeap() {
    return size.aggregation(machines.size());
  }

  /** Bytes of heap that a fit of all rows in one task needs. */
  public long centralisedHeap() {
    return size.centralised(rows());
  }

  /** Bytes of heap that the most demanding local fit needs. */
  public long localHeap() {
    return largest().heap();
  }

  /**
   * Sees to it that a job's maps and its reducer have the heap they need.
   *
   * @throws NotEnoughHeapException if they cannot have it
   */
  public void requestFit(Configuration job) throws NotEnoughHeapException {
    SortBuffer.forFew(job);
    Machine largest = largest();
    long need = largest.heap() + SortBuffer.bytes(job);
    heap(job, TaskType.MAP).request(need, machines.size(), described(largest));
    heap(job, TaskType.REDUCE).request(aggregationHeap(), 1, aggregation());
  }

  /**
   * The same, and sees to it that starts of tasks are not most of the job's time.
   *
   * @throws NotEnoughHeapException if they cannot have it
   */
  void requestFit(Configuration job, FitJobOptions options) throws NotEnoughHeapException {
    requestFit(job);
    new FitWork(size.dimension(), options).share(machines, job);
  }

  /**
   * The same for the draw of the supporting sample and the pilot that is fitted to it.
   *
   * @throws NotEnoughHeapException if they cannot have it
   */
  public void requestPilot(Configuration job) throws NotEnoughHeapException {
    SortBuffer.forFew(job);
    long need = size.draw(rows()) + SortBuffer.bytes(job);
    heap(job, TaskType.MAP).request(need, machines.size(), "the draw of " + sample());
    heap(job, TaskType.REDUCE).request(pilotHeap(), 1, "the pilot, a fit of " + sample());
  }

  /** Bytes of heap that the pilot needs. */
  public long pilotHeap() {
    return size.pilot(rows());
  }

  private String sample() {
    return "the supporting sample (%d rows of %d features, %d experts)"
        .formatted(Math.min(rows(), size.supportSize()), size.dimension(), size.experts());
  }

  /**
   * The same for a fit of all rows in one task.
   *
   * @throws NotEnoughHeapException if it cannot have it
   */
  public void requestCentralised(Configuration job) throws NotEnoughHeapException {
    heap(job, TaskType.REDUCE)
        .request(centralisedHeap(), 1, "--with-global: the fit of all " + rows() + " rows");
  }

  /** Bytes of heap of a task as configured. */
  public long has(Configuration conf, TaskType type) {
    return heap(conf, type).bytes(type == TaskType.MAP ? machines.size() : 1);
  }

  private static TaskHeap heap(Configuration conf, TaskType type) {
    return new TaskHeap(conf, type);
  }

  private Machine largest() {
    Machine largest = machines.get(0);
    for (Machine machine : machines) {
      largest = machine.heap() > largest.heap() ? machine : largest;
    }
    return largest;
  }

  private String described(Machine machine) {
    return "the local fit of '%s' (about %d rows of %d features, %d experts)"
        .formatted(machine.name(), machine.rows(), size.dimension(), size.experts());
  }

  private String aggregation() {
    return "the aggregation of %d local models (%d features, %d experts, support of %d rows)"
        .formatted(machines.size(), size.dimension(), size.experts(), size.supportSize());
  }
}
