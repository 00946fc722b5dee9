package org.dmoe.transport.start;

import java.util.Arrays;
import org.dmoe.linalg.VectorMath;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.plan.ExpertCost;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.PointwiseCosts;
import org.dmoe.transport.plan.ReductionContext;

/**
 * Pointwise R_c of local models as estimates of each other, all in one pass: sum_i lambda_i R_c(f_i
 * to f_m) for each candidate m.
 */
final class LocalScores {

  private final AmbientMixture ambient;
  private final ExpertCost cost;
  private final int[] candidates;

  private LocalScores(AmbientMixture ambient, ExpertCost cost, int[] candidates) {
    this.ambient = ambient;
    this.cost = cost;
    this.candidates = candidates;
  }

  /** Scores of the candidates, each against all candidates. */
  static double[] pointwise(ReductionContext context, int[] candidates) {
    if (context.canonical().isPresent()) {
      return Arrays.stream(candidates).mapToDouble(m -> pointwise(context, m)).toArray();
    }
    LocalScores scores = new LocalScores(context.ambient(), context.cost(), candidates);
    int blocks = context.ambient().support().blockCount();
    double[][] parts = new double[blocks][candidates.length];
    context.workers().run("scoring local models", blocks, b -> scores.addBlock(b, parts[b]));
    double[] total = new double[candidates.length];
    for (double[] part : parts) {
      VectorMath.add(total, part, total.length);
    }
    for (int c = 0; c < total.length; c++) {
      total[c] /= context.ambient().support().size();
    }
    return total;
  }

  /** Against all local models. */
  private static double pointwise(ReductionContext context, int candidate) {
    return context.plan(PlanKind.POINTWISE).couple(context.ambient().experts(candidate));
  }

  private void addBlock(int b, double[] scores) {
    double[][][] weights = new double[candidates.length][][];
    double[][][] means = new double[candidates.length][][];
    for (int c = 0; c < candidates.length; c++) {
      int m = candidates[c];
      int own = ambient.first(m + 1) - ambient.first(m);
      weights[c] = new double[own][StandardisedSupport.BLOCK_ROWS];
      means[c] = new double[own][StandardisedSupport.BLOCK_ROWS];
      ambient.gateWeights(m, b, weights[c]);
      for (int k = 0; k < own; k++) {
        ambient.support().project(ambient.beta(ambient.first(m) + k), b, means[c][k]);
      }
    }
    double[] least = new double[StandardisedSupport.BLOCK_ROWS];
    for (int c = 0; c < candidates.length; c++) {
      PointwiseCosts costs = new PointwiseCosts(ambient, ambient.experts(candidates[c]), cost);
      for (int from = 0; from < candidates.length; from++) {
        scores[c] += score(costs, candidates[from], weights[from], means[from], means[c], least, b);
      }
    }
  }

  /**
   * @param least scratch, costs of a local expert at the rows
   */
  private double score(
      PointwiseCosts costs,
      int machine,
      double[][] weights,
      double[][] localMeans,
      double[][] means,
      double[] least,
      int b) {
    double[] offsets = new double[means.length];
    double[] slopes = costs.slopes();
    int rows = ambient.support().rows(b);
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      costs.offsets(ambient.first(machine) + j, offsets);
      PointwiseCosts.least(offsets, slopes, means, localMeans[j], least, rows);
      sum += VectorMath.dot(weights[j], least, rows / 2 * 2);
      if (rows % 2 == 1) {
        sum = Math.fma(weights[j][rows - 1], least[rows - 1], sum);
      }
    }
    return sum;
  }
}
