package org.dmoe.em.family;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.model.Progress;

/**
 * Starts from partitions of the rows, in turns: cells of random rows along the residuals'
 * directions, cells of random rows among the covariates, k-means of the covariates. A response's
 * class says too little of the expert that made it for starts from the responses.
 */
final class PartitionStarts {

  private static final String[] KINDS = {"residual cells", "cells", "k-means"};

  /** Of its mass a row keeps that part for all experts. */
  private static final double SPREAD = 0.1;

  private static final double RIDGE = 1;
  private static final int STEPS = 3;

  private final ResponseRows rows;
  private final FamilySettings settings;
  private final SingleExpert single;
  private final double[][] points;
  private final double[][] residualPoints;

  PartitionStarts(ResponseRows rows, FamilySettings settings, SingleExpert single) {
    this.rows = rows;
    this.settings = settings;
    this.single = single;
    this.points = points(rows);
    this.residualPoints =
        ResidualDirections.of(
            points,
            ResidualDirections.residuals(rows, settings.family(), single),
            settings.layout().K());
  }

  private static double[][] points(ResponseRows rows) {
    double[][] points = new double[rows.observations().rows()][rows.p() - 1];
    int row = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      for (int i = 0; i < rows.observations().block(b).rows(); i++, row++) {
        for (int j = 1; j < rows.p(); j++) {
          points[row][j - 1] = rows.columns()[j][i];
        }
      }
    }
    return points;
  }

  String kind(int start) {
    return KINDS[start % KINDS.length];
  }

  /** Parameters of a start: a few steps towards the experts and the gate of its cells. */
  double[] make(int start, UniformRandomProvider random) {
    int K = settings.layout().K();
    int[] cell =
        switch (start % KINDS.length) {
          case 0 -> Cells.voronoi(residualPoints, K, random);
          case 1 -> Cells.voronoi(points, K, random);
          default -> Cells.means(points, K, random);
        };
    FamilyLikelihood objective =
        FamilyLikelihood.ofLabels(
            rows.another(), settings.layout(), settings.family(), labels(cell, K), RIDGE);
    AscentResult fitted =
        new EmAlgorithm(objective, Progress.SILENT, "cells")
            .run(single.repeated(settings.layout()), STEPS, 0);
    return fitted.theta();
  }

  private static double[][] labels(int[] cell, int K) {
    double[][] labels = new double[K][cell.length];
    for (double[] row : labels) {
      Arrays.fill(row, SPREAD / K);
    }
    for (int i = 0; i < cell.length; i++) {
      labels[cell[i]][i] += 1 - SPREAD;
    }
    return labels;
  }
}
