package org.dmoe.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/**
 * Sums of what is asked of classes and of counts beside the usual metrics. Trials of a binomial
 * response count one by one, as rows of two classes.
 */
public final class FamilySums {

  private static final double OF_CLASSES = 1;
  private static final double OF_TRIALS = 2;
  private static final double OF_COUNTS = 3;

  private final double kind;
  private final ClassSums classes;
  private final CountSums counts;

  private FamilySums(double kind, ClassSums classes, CountSums counts) {
    this.kind = kind;
    this.classes = classes;
    this.counts = counts;
  }

  /** Of no rows; empty for a family of which nothing more is asked. */
  public static Optional<FamilySums> of(MixtureOfExperts model) {
    return switch (model.family().id()) {
      case "categorical" ->
          Optional.of(
              new FamilySums(OF_CLASSES, ClassSums.of(model.family().classes().size()), null));
      case "binomial" -> Optional.of(new FamilySums(OF_TRIALS, ClassSums.of(2), null));
      case "poisson" -> Optional.of(new FamilySums(OF_COUNTS, null, new CountSums()));
      default -> Optional.empty();
    };
  }

  /**
   * The sums that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static FamilySums fromArray(double[] array) {
    if (array.length < 2) {
      throw new IllegalArgumentException("sums of " + array.length + " numbers are too few");
    }
    double[] rest = Arrays.copyOfRange(array, 1, array.length);
    return array[0] == OF_COUNTS
        ? new FamilySums(OF_COUNTS, null, CountSums.fromArray(rest))
        : new FamilySums(array[0], ClassSums.fromArray(rest), null);
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    double[] rest = classes == null ? counts.toArray() : classes.toArray();
    double[] all = new double[rest.length + 1];
    all[0] = kind;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /**
   * Adds the row that the scorer stands at.
   *
   * @param exposure trials, where the response is the number of successes
   */
  void add(Scorer scorer, double y, double exposure, double weight) {
    if (kind == OF_COUNTS) {
      counts.add(y, scorer.mean(), count -> PortableMath.exp(scorer.logDensity(count)), weight);
    } else if (kind == OF_TRIALS) {
      double p = Math.min(1, scorer.mean() / exposure);
      double[] both = {1 - p, p};
      classes.add(both, 1, weight * y);
      classes.add(both, 0, weight * (exposure - y));
    } else {
      double[] probabilities = new double[classes.classes()];
      for (int c = 0; c < probabilities.length; c++) {
        probabilities[c] = scorer.classProbability(c);
      }
      classes.add(probabilities, (int) y, weight);
    }
  }

  /**
   * Adds what other sums have seen, under the same model.
   *
   * @throws IllegalArgumentException if they are of another family
   */
  public void merge(FamilySums other) {
    if (other.kind != kind) {
      throw new IllegalArgumentException("sums of models of different families");
    }
    if (classes == null) {
      counts.merge(other.counts);
    } else {
      classes.merge(other.classes);
    }
  }

  /**
   * The metrics with those of the family.
   *
   * @param names of the classes; by their numbers if empty
   */
  public Metrics addTo(Metrics metrics, List<String> names) {
    if (classes == null) {
      return metrics.withCounts(counts.metrics());
    }
    return metrics.withClasses(names.isEmpty() ? classes.metrics() : classes.metrics(names));
  }
}
