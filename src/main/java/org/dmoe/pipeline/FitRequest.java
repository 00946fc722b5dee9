package org.dmoe.pipeline;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.table.in.TableOptions;
import org.dmoe.transport.ReductionOptions;

/**
 * What a run of the pipeline is to do.
 *
 * @param inputs files, directories or globs of training rows
 * @param tests the same of test rows; empty for none
 * @param output the run directory
 * @param overwrite whether an existing output is replaced
 * @param resume whether stages that an earlier run has done are not run again
 * @param table columns and how rows are read
 * @param division how rows are dealt out to machines first; empty to take splits or files
 * @param fit of the local models
 * @param reduction of the local models to the global one
 * @param aggregator name of what makes the global model
 * @param bothPlans whether the reduction by the other plan is made too
 * @param steps what else is done
 * @param support a supporting sample of the user's; empty to draw one
 * @param supportSize S
 * @param minLocalModels share of local models that must be usable
 * @param seed of everything random
 */
public record FitRequest(
    List<Path> inputs,
    List<Path> tests,
    Path output,
    boolean overwrite,
    boolean resume,
    TableOptions table,
    Optional<Division> division,
    FitOptions fit,
    ReductionOptions reduction,
    String aggregator,
    boolean bothPlans,
    Steps steps,
    Optional<Path> support,
    int supportSize,
    double minLocalModels,
    long seed) {

  /**
   * Steps that a run may add.
   *
   * @param dominance whether local fits are held against each other's models first
   * @param compare whether all aggregations are tried on the same local models
   * @param global whether all rows are fitted in one task, as the yardstick
   */
  public record Steps(boolean dominance, boolean compare, boolean global) {}

  /**
   * How rows are dealt out to machines.
   *
   * @param by at random or by a column
   * @param maxPartitions machines that a column may lead to
   */
  public record Division(Partitioning by, int maxPartitions) {}

  public FitRequest {
    inputs = List.copyOf(inputs);
    tests = List.copyOf(tests);
  }

  /** What one machine is, as the command line has it. */
  String partitionName() {
    return division.map(d -> d.by().toString()).orElseGet(() -> table.partition().name());
  }
}
