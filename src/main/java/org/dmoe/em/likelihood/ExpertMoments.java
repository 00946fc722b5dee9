package org.dmoe.em.likelihood;

/**
 * What a pass has found of each expert's share of the rows.
 *
 * @param mass sum_i w_i tau_ik (length K)
 * @param squares sum_i w_i tau_ik (y_i - beta_k' x_i)^2 (length K), in standardised units
 */
public record ExpertMoments(double[] mass, double[] squares) {

  /** Of all experts: the weight of the rows, but for what is noise. */
  public double totalMass() {
    double sum = 0;
    for (double one : mass) {
      sum += one;
    }
    return sum;
  }

  /** The expert of least mass, the first on a tie. */
  public int rarest() {
    int rarest = 0;
    for (int k = 1; k < mass.length; k++) {
      if (mass[k] < mass[rarest]) {
        rarest = k;
      }
    }
    return rarest;
  }

  /** The expert with the largest sum of squares among the others. */
  public int worstBut(int expert) {
    int worst = expert == 0 ? 1 : 0;
    for (int k = 0; k < squares.length; k++) {
      if (k != expert && squares[k] > squares[worst]) {
        worst = k;
      }
    }
    return worst;
  }
}
