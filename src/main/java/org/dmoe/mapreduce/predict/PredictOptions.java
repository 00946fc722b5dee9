package org.dmoe.mapreduce.predict;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.ResponseType;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.out.ColumnType;
import org.dmoe.table.out.RowSchema;

/**
 * What is said of each row beside its mean and variance.
 *
 * @param quantiles levels of the response's quantiles, between 0 and 1
 * @param confidence level of intervals of the mean, or of the probabilities; empty for none
 */
public record PredictOptions(List<Double> quantiles, OptionalDouble confidence) {

  public PredictOptions {
    quantiles = List.copyOf(quantiles);
  }

  /**
   * What is written of a response that is a number: as {@link #schema(List, int, ResponseType)}.
   */
  public RowSchema schema(List<String> kept, int experts) {
    return schema(kept, experts, ResponseType.GAUSSIAN);
  }

  /**
   * What is written: the columns passed on as text, {@code mean}, {@code variance}, with intervals
   * {@code mean_se}, {@code mean_low} and {@code mean_high}, a column {@code qLEVEL} for each
   * quantile, {@code pi_1} to {@code pi_K} of the gate, and {@code expert}, the most probable one
   * from 1. Of a count {@code p_zero} is P(y = 0). Of classes {@code class} is the most probable
   * one and {@code p_NAME} the probability of each, in place of mean, variance and quantiles; with
   * intervals {@code p_NAME_se}, {@code p_NAME_low} and {@code p_NAME_high} of each follow.
   *
   * @throws IllegalArgumentException if a column passed on has the name of another
   */
  public RowSchema schema(List<String> kept, int experts, ResponseType type) {
    RowSchema.Builder schema = RowSchema.builder().addAll(kept, ColumnType.TEXT);
    if (type.isText()) {
      schema.add("class", ColumnType.TEXT);
      type.classes().forEach(name -> schema.add("p_" + name, ColumnType.DOUBLE));
      if (confidence.isPresent()) {
        type.classes().forEach(name -> addInterval(schema, "p_" + name));
      }
    } else {
      addMoments(schema, type);
    }
    IntStream.rangeClosed(1, experts).forEach(k -> schema.add("pi_" + k, ColumnType.DOUBLE));
    return schema.add("expert", ColumnType.LONG).build();
  }

  private static void addInterval(RowSchema.Builder schema, String of) {
    schema.addAll(List.of(of + "_se", of + "_low", of + "_high"), ColumnType.DOUBLE);
  }

  private void addMoments(RowSchema.Builder schema, ResponseType type) {
    schema.add("mean", ColumnType.DOUBLE).add("variance", ColumnType.DOUBLE);
    if (confidence.isPresent()) {
      addInterval(schema, "mean");
    }
    for (double level : quantiles) {
      schema.add("q" + level, ColumnType.DOUBLE);
    }
    if (!type.isGaussian()) {
      schema.add("p_zero", ColumnType.DOUBLE);
    }
  }

  void store(Configuration conf) {
    JobKey.QUANTILES.set(conf, quantiles.stream().map(String::valueOf).toList());
    JobKey.CONFIDENCE.set(conf, confidence);
  }

  static PredictOptions from(Configuration conf) {
    return new PredictOptions(
        JobKey.QUANTILES.getList(conf).stream().map(Double::valueOf).toList(),
        JobKey.CONFIDENCE.getOptionalDouble(conf));
  }
}
