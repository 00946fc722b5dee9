package org.dmoe.em.likelihood;

/** Ridge penalties on gates and experts, of standardised covariates. */
public interface RidgePenalty {

  double value(double[] theta);

  void subtractGradient(double[] theta, double[] gradient);

  /** Adds the gates' curvature to a matrix of the given size whose first rows are the gates. */
  void addGateCurvature(double[] M, int size);

  /** Adds scale times the curvature of one expert at row and column offset. */
  void addExpertCurvature(double[] M, int size, int offset, double scale);

  double gateRidge();

  double expertRidge();
}
