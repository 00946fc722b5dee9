package org.dmoe.paper;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
  /** Of what reaches the reducer, as it is stored. */
  MODEL_BYTES("model_bytes", "bytes of local models", "", true),
  /** Of what the supporting sample's reducer writes, a number in eight bytes. */
  SUPPORT_BYTES("support_bytes", "bytes of the supporting sample", "", true),
  SAMPLE("sample_seconds", "seconds, supporting sample and pilot", "", true),
  FIT("fit_seconds", "seconds, local fits and aggregation", "", true),
  AGGREGATION("aggregation_seconds", "seconds, aggregation alone", "", true),
  /** One pass over all rows, by the log-likelihood of the model. */
  SCORE("score_seconds", "seconds, log-likelihood of all rows", "", true),
  /** Of all machines, of one core each. */
  LOCAL_SUM("local_seconds", "seconds, local fits of all machines one after another", "", true),
  /** Of the fit of the slowest machine alone, from the diagnostics of its model. */
  LONGEST("longest_seconds", "seconds, slowest local fit", "", true),
  /** Sample, pilot, local fits and what was done after them; all machines share this one. */
  WHOLE("whole_seconds", "seconds, whole", "", true),
  /** Derived: over that of the global fit. */
  RMSE_RATIO("rmse_ratio", "RMSE over the global fit's", "", false),
  LONGEST_RATIO("longest_ratio", "global fit over slowest local fit, seconds", "", true),
  WHOLE_RATIO("whole_ratio", "whole of the global fit over whole, seconds", "", true);

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

  /** Whether it is of a run alone, and so in its file. */
  boolean isStored() {
    return switch (this) {
      case RMSE_RATIO, LONGEST_RATIO, WHOLE_RATIO -> false;
      default -> true;
    };
  }

  /** Those of one run. */
  static List<Metric> stored() {
    return Stream.of(values()).filter(Metric::isStored).toList();
  }

  /** Of a model, from its own values and those of the global fit; NaN where one is not known. */
  double of(Map<Metric, Double> values, Map<Metric, Double> global) {
    return switch (this) {
      case RMSE_RATIO -> value(values, RMSE) / value(global, RMSE);
      case LONGEST_RATIO -> value(global, LONGEST) / value(values, LONGEST);
      case WHOLE_RATIO -> value(global, WHOLE) / value(values, WHOLE);
      default -> value(values, this);
    };
  }

  private static double value(Map<Metric, Double> values, Metric metric) {
    return values.getOrDefault(metric, Double.NaN);
  }

  /** Digits in tables: more where models differ little. */
  int digits() {
    return this == LOG_LIKELIHOOD || this == RMSE || this == RMSE_RATIO ? 6 : 4;
  }

  boolean isLogarithmic() {
    return logarithmic;
  }
}
