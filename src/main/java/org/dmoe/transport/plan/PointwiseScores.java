package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dmoe.linalg.VectorMath;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * Pointwise R_c of several models, E_x sum_l pi^_l(x) min_k c(l, k, x), all in one pass: what a
 * local model is at a row is computed once for all of them.
 */
public final class PointwiseScores {

  /** Most models that are all scored on all rows where only the nearest is wanted. */
  private static final int FINALISTS = 8;

  /** Of more models each is scored on so many blocks of rows first, at equal distances. */
  private static final int FIRST_BLOCKS = 8;

  private final ReductionContext context;
  private final AmbientMixture ambient;
  private final int[] machines;
  private final List<PointwiseCosts> models;

  /** Parts of the cost that do not depend on x: of each model, local expert and expert. */
  private final double[][][] offsets;

  /** What each block of rows adds to each model. */
  private final double[][] parts;

  /**
   * @param machines the local models that count
   * @param models to be scored, of their columns
   */
  public PointwiseScores(ReductionContext context, int[] machines, List<GlobalExperts> models) {
    this.context = context;
    this.ambient = context.ambient();
    this.machines = machines.clone();
    this.models = models.stream().map(m -> new PointwiseCosts(ambient, m, context.cost())).toList();
    this.offsets = context.canonical().isPresent() ? new double[0][][] : offsets();
    this.parts = new double[ambient.support().blockCount()][models.size()];
  }

  private double[][][] offsets() {
    double[][][] all = new double[models.size()][ambient.size()][];
    for (int c = 0; c < all.length; c++) {
      for (int m : machines) {
        for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
          all[c][l] = new double[models.get(c).experts.size()];
          models.get(c).offsets(l, all[c][l]);
        }
      }
    }
    return all;
  }

  /** R_c of each model. */
  public double[] all() {
    if (context.canonical().isPresent()) {
      return models.stream().mapToDouble(this::alone).toArray();
    }
    return scores(every(), b -> true);
  }

  /**
   * The number of the model of least R_c, the earliest on a tie. Of many, those that are far away
   * on a part of the rows are not scored on the others.
   */
  public int nearest() {
    if (context.canonical().isPresent()) {
      double[] scores = all();
      return every().stream().min(Comparator.comparingDouble(c -> scores[c])).orElseThrow();
    }
    List<Integer> left = every();
    int stride = parts.length / FIRST_BLOCKS;
    if (left.size() > FINALISTS && stride > 1) {
      left = nearest(left, scores(left, b -> b % stride == 0));
      return nearest(left, scores(left, b -> b % stride != 0)).get(0);
    }
    return nearest(left, scores(left, b -> true)).get(0);
  }

  private static List<Integer> nearest(List<Integer> candidates, double[] scores) {
    return candidates.stream()
        .sorted(Comparator.comparingDouble(c -> scores[c]))
        .limit(FINALISTS)
        .toList();
  }

  private List<Integer> every() {
    return IntStream.range(0, models.size()).boxed().toList();
  }

  /** The sums over the blocks that are done, with these. */
  private double[] scores(List<Integer> candidates, IntPredicate blocks) {
    int[] todo = IntStream.range(0, parts.length).filter(blocks).toArray();
    context
        .workers()
        .run("scoring models", todo.length, i -> score(candidates, todo[i], parts[todo[i]]));
    double[] total = new double[models.size()];
    for (double[] part : parts) {
      VectorMath.add(total, part, total.length);
    }
    for (int c = 0; c < total.length; c++) {
      total[c] /= ambient.support().size();
    }
    return total;
  }

  private void score(List<Integer> candidates, int b, double[] part) {
    List<double[][]> means = new ArrayList<>(models.size());
    for (int c = 0; c < models.size(); c++) {
      means.add(candidates.contains(c) ? models.get(c).globalMeans(b) : null);
    }
    double[][] weights = new double[ambient.largest()][StandardisedSupport.BLOCK_ROWS];
    double[] mean = new double[StandardisedSupport.BLOCK_ROWS];
    double[] least = new double[StandardisedSupport.BLOCK_ROWS];
    double[][] slopes = new double[models.size()][];
    for (int c : candidates) {
      slopes[c] = new double[models.get(c).experts.size()];
    }
    for (int m : machines) {
      ambient.knownGateWeights(m, b, weights);
      for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
        ambient.support().project(ambient.beta(l), b, mean);
        double[] weight = weights[l - ambient.first(m)];
        for (int c : candidates) {
          models.get(c).slopes(l, slopes[c]);
          PointwiseCosts.least(
              offsets[c][l], slopes[c], means.get(c), mean, least, ambient.support().rows(b));
          part[c] += sum(weight, least, ambient.support().rows(b));
        }
      }
    }
  }

  private static double sum(double[] weight, double[] cost, int rows) {
    double sum = VectorMath.dot(weight, cost, rows / 2 * 2);
    return rows % 2 == 1 ? Math.fma(weight[rows - 1], cost[rows - 1], sum) : sum;
  }

  private double alone(PointwiseCosts model) {
    return context.plan(PlanKind.POINTWISE).couple(model.experts);
  }
}
