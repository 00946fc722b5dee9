package org.dmoe.paper;

/** What is measured of a model: a column of the results, a figure, a column of the tables. */
enum Metric {
  T_C("t_c", "T_c to the truth", "/reference/transportCost", true),
  R_C("r_c", "R_c to the truth", "/reference/relaxedCost", true),
  LOG_LIKELIHOOD("log_likelihood", "log-likelihood a test row", "/meanLogLikelihood", false),
  RPE("rpe", "RPE", "/rpe", false),
  RMSE("rmse", "RMSE", "/rmse", false),
  ARI("ari", "ARI", "/labels/posterior/adjustedRandIndex", false),
  MSE_COEFFICIENTS(
      "mse_coefficients", "MSE of coefficients", "/reference/parameters/coefficients", true),
  MSE_VARIANCES("mse_variances", "MSE of variances", "/reference/parameters/variances", true),
  MSE_GATE("mse_gate", "MSE of the gate", "/reference/parameters/gate", true),
  /** Of the fit of the slowest machine alone, from the diagnostics of its model. */
  LONGEST("longest_seconds", "seconds, slowest local fit", "", true),
  /** Sample, pilot, local fits and what was done after them; all machines share this one. */
  WHOLE("whole_seconds", "seconds, whole", "", true);

  private final String column;
  private final String title;
  private final String pointer;
  private final boolean logarithmic;

  Metric(String column, String title, String pointer, boolean logarithmic) {
    this.column = column;
    this.title = title;
    this.pointer = pointer;
    this.logarithmic = logarithmic;
  }

  String column() {
    return column;
  }

  String title() {
    return title;
  }

  /** In what {@code evaluate --output} says of a model; empty where it is not from there. */
  String pointer() {
    return pointer;
  }

  boolean isLogarithmic() {
    return logarithmic;
  }
}
