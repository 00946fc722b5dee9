package org.dmoe.inference;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Family;

/**
 * Whether gate and experts could take each other's place. With two outcomes and two experts f(1|x)
 * = s(a) s(b) + s(-a) s(c), s the logistic function, a the gate and b, c the experts. If c = -b, or
 * an expert is sure of its outcome, exchanging a and b changes other things or nothing of f: the
 * rows cannot tell which is the gate.
 */
public final class Interchange {

  /** For the user, below a table of coefficients. */
  public static final String WORDS =
      "The gate and an expert can be exchanged with the same probabilities to within .01: read the average"
          + " effects, not these coefficients.";

  /** Root mean square difference of probabilities that no table of some 10,000 rows would show. */
  private static final double SAME = 0.01;

  private Interchange() {}

  /** By the probabilities of both models on the supporting rows. */
  public static boolean isPossible(MixtureOfExperts model, SupportingSample support) {
    if (!isOfTwo(model) || !isOfSingleTrials(support)) {
      return false;
    }
    for (int i = 0; i < 2; i++) {
      for (MixtureOfExperts other : exchanged(model, i)) {
        if (difference(model, other, support) <= SAME) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOfTwo(MixtureOfExperts model) {
    Family family = model.family();
    boolean two = family.predictors() == 1 && family.largest(1) == 1;
    return two && model.size() == 2 && model.design().isFull() && !model.design().isShared();
  }

  /** Several trials of one row tell experts apart. */
  private static boolean isOfSingleTrials(SupportingSample support) {
    for (int s = 0; s < support.size(); s++) {
      if (support.exposure(s) != 1) {
        return false;
      }
    }
    return true;
  }

  /** With expert i in the gate's place, and the gate in the expert's. */
  private static List<MixtureOfExperts> exchanged(MixtureOfExperts model, int i) {
    double[] a = minus(model.gate().alpha(i), model.gate().alpha(1 - i));
    double[] b = model.linearExpert(i).coefficients()[0];
    double[] c = model.linearExpert(1 - i).coefficients()[0];
    double[] none = new double[a.length];
    return List.of(
        of(model.family(), b, a, minus(none, a)),
        of(model.family(), b, a, c),
        of(model.family(), minus(none, b), minus(none, a), c));
  }

  private static MixtureOfExperts of(Family family, double[] gate, double[] one, double[] other) {
    return MixtureOfExperts.of(
        family,
        SoftmaxGate.of(new double[][] {gate, new double[gate.length]}),
        List.of(LinearExpert.of(new double[][] {one}), LinearExpert.of(new double[][] {other})));
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      difference[j] = a[j] - b[j];
    }
    return difference;
  }

  private static double difference(
      MixtureOfExperts one, MixtureOfExperts other, SupportingSample support) {
    Scorer first = Scorer.of(one);
    Scorer second = Scorer.of(other);
    double squares = 0;
    for (int s = 0; s < support.size(); s++) {
      first.at(support.row(s));
      second.at(support.row(s));
      double difference = probability(first) - probability(second);
      squares += difference * difference;
    }
    return Math.sqrt(squares / support.size());
  }

  private static double probability(Scorer scorer) {
    double ofClass = scorer.classProbability(0);
    return Double.isNaN(ofClass) ? scorer.mean() : ofClass;
  }
}
