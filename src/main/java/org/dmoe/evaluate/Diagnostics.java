package org.dmoe.evaluate;

import java.util.List;

/**
 * What pictures of a model on rows need; as large for many rows as for few. Shares are of the rows'
 * weight.
 *
 * @param pit share of the rows by the twentieth that P(Y &lt;= y|x) falls into
 * @param reliability share of the rows inside the central interval of level .1, .2, ... .9
 * @param rootograms for each expert, share of the rows by the twentieth that its responsibility
 *     falls into, those below .0001 excluded (F. Leisch, "FlexMix", 2004, 4)
 * @param predictions groups of rows by their prediction, ascending
 * @param residuals of all rows
 * @param machines of the rows of each machine, the farthest from the model first, at most {@link
 *     #MOST_MACHINES}
 * @param machineCount number of all machines
 */
public record Diagnostics(
    List<Double> pit,
    List<Double> reliability,
    List<List<Double>> rootograms,
    List<Predictions> predictions,
    Residuals residuals,
    List<Residuals> machines,
    long machineCount) {

  /** Machines that are told one by one. */
  public static final int MOST_MACHINES = 50;

  /**
   * Rows of about the same prediction.
   *
   * @param predicted mean of E[y|x]
   * @param observed mean of y
   * @param share of the rows
   */
  public record Predictions(double predicted, double observed, double share) {}

  /**
   * Quantile residuals of rows.
   *
   * @param machine whose rows they are; "" for all rows
   * @param rows number of them
   * @param quantiles of levels {@link ResidualHistogram#LEVELS}
   */
  public record Residuals(String machine, long rows, List<Double> quantiles) {

    public Residuals {
      quantiles = List.copyOf(quantiles);
    }
  }

  public Diagnostics {
    pit = List.copyOf(pit);
    reliability = List.copyOf(reliability);
    rootograms = List.copyOf(rootograms);
    predictions = List.copyOf(predictions);
    machines = List.copyOf(machines);
  }
}
