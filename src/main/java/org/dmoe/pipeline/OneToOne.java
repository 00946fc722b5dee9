package org.dmoe.pipeline;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanShares;

/**
 * How many machines have just the experts of the global model, as the component-wise plan matches
 * them. A surplus expert leaves few of them.
 */
final class OneToOne {

  /** Pairs of a row and a machine's expert that are looked at; few rows do for a count. */
  private static final long MOST_WORK = 4_000_000;

  private static final int LEAST_ROWS = 100;

  private OneToOne() {}

  /**
   * @param locals file or directory of the local models
   * @param support sample of the run
   */
  static long count(
      Configuration conf, Path locals, StoredModel model, SupportingSample support, CostKind cost)
      throws IOException {
    MixtureOfExperts global = model.mixture().orElseThrow();
    long[] machines = new long[2];
    ModelInput.read(conf, locals, local -> machines[0]++);
    SupportingSample matched = SupportMatch.of(support, model.features());
    long rows = MOST_WORK / Math.max(1, machines[0] * global.size());
    SupportingSample few =
        first(matched, (int) Math.min(matched.size(), Math.max(LEAST_ROWS, rows)));
    ModelInput.read(
        conf,
        locals,
        local -> {
          boolean same =
              local.mixture().filter(m -> PlanShares.isOneToOne(m, global, few, cost)).isPresent();
          machines[1] += same ? 1 : 0;
        });
    return machines[1];
  }

  /** Rows come in the order of their hashes, so that the first are as good as any. */
  private static SupportingSample first(SupportingSample sample, int rows) {
    double[][] few = new double[rows][];
    for (int s = 0; s < rows; s++) {
      few[s] = sample.row(s);
    }
    return SupportingSample.of(sample.features(), few)
        .withExposures(Arrays.copyOf(sample.exposures(), rows));
  }
}
