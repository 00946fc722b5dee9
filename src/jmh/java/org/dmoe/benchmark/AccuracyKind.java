package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.search.Seeds;
import org.dmoe.linalg.NormalQuantile;
import org.dmoe.model.MixtureOfExperts;

/** Data on machines, for some of which the fitted model is wrong. */
enum AccuracyKind {
  HARD(SyntheticKind.HARD),
  PAPER(SyntheticKind.PAPER),
  BALANCED(SyntheticKind.BALANCED),
  SEVERE(SyntheticKind.SEVERE),
  /** As hard, with one expert more than is fitted. */
  TOO_FEW(SyntheticKind.HARD),
  /** As hard, errors with Student's distribution of 5 degrees and the same variance. */
  HEAVY(SyntheticKind.HARD),
  /** As hard, means with a square of the first covariate. */
  QUADRATIC(SyntheticKind.HARD),
  /** One covariate, three lines, gates with slopes of 150. */
  SHARP(1, 3),
  /** As hard, where each machine's rows have intercepts and slopes of their own. */
  EFFECTS(SyntheticKind.HARD);

  /** Rows of machines, all of them together, and rows of test. */
  record Data(List<Observations> parts, Observations all, Observations test) {}

  private static final long NOISE = 77;
  private static final int DEGREES = 5;
  private static final double SLOPE = 150;
  private static final double EFFECT = 0.2;

  private final SyntheticKind like;
  private final int dimension;
  private final int experts;

  AccuracyKind(SyntheticKind like) {
    this.like = like;
    this.dimension = like.dimension();
    this.experts = like.experts();
  }

  AccuracyKind(int dimension, int experts) {
    this.like = null;
    this.dimension = dimension;
    this.experts = experts;
  }

  /** That are fitted. */
  int experts() {
    return experts;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Data draw(long seed, int machines, int rows, int testRows) {
    Source source = new Source(seed);
    Observations.Builder all = Observations.builder(dimension);
    List<Observations> parts = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      source.enter();
      Observations.Builder part = Observations.builder(dimension);
      for (int i = 0; i < rows; i++) {
        source.addTo(part, all);
      }
      parts.add(part.build());
    }
    Observations.Builder test = Observations.builder(dimension);
    for (int i = 0; i < testRows; i++) {
      if (i % rows == 0) {
        source.enter();
      }
      source.addTo(test);
    }
    return new Data(parts, all.build(), test.build());
  }

  /** Where rows come from. */
  private final class Source {

    private final UniformRandomProvider random;
    private RowGenerator generator;
    private MixtureOfExperts truth;
    private double[] effects = new double[0];

    Source(long seed) {
      random = Seeds.generator(Seeds.derive(NOISE, seed));
      if (like != null) {
        int drawn = AccuracyKind.this == TOO_FEW ? experts + 1 : experts;
        Population population = like.population(seed, dimension, drawn);
        truth = population.truth();
        generator = RowGenerator.of(population, seed);
        generator.goTo(0);
      }
    }

    /** Goes to another machine. */
    void enter() {
      effects = new double[dimension + 1];
      for (int j = 0; j < effects.length && AccuracyKind.this == EFFECTS; j++) {
        effects[j] = EFFECT * normal();
      }
    }

    void addTo(Observations.Builder... tables) {
      double[] x = new double[dimension];
      double y = like == null ? sharp(x) : smooth(x);
      Arrays.stream(tables).forEach(table -> table.add(x, y));
    }

    private double smooth(double[] x) {
      generator.next();
      System.arraycopy(generator.x(), 0, x, 0, dimension);
      double y = generator.y() + effects[0];
      for (int j = 0; j < dimension; j++) {
        y += effects[j + 1] * x[j];
      }
      int k = generator.label();
      if (AccuracyKind.this == QUADRATIC) {
        return y + (k % 2 == 0 ? 0.3 : -0.3) * (x[0] * x[0] - 1);
      }
      return AccuracyKind.this == HEAVY
          ? truth.expert(k).mean(x) + Math.sqrt(truth.expert(k).variance()) * student()
          : y;
    }

    /** Changes of the line at 1/3 and 2/3. */
    private double sharp(double[] x) {
      x[0] = random.nextDouble();
      double at = x[0] + logistic() / SLOPE;
      if (at < 1.0 / 3) {
        return 1 + 3 * x[0] + 0.2 * normal();
      }
      return at < 2.0 / 3 ? 4 - 6 * x[0] + 0.3 * normal() : 2 * x[0] + 0.2 * normal();
    }

    private double logistic() {
      double u = uniform();
      return Math.log(u / (1 - u));
    }

    /** Of variance 1. */
    private double student() {
      double squares = 0;
      for (int i = 0; i < DEGREES; i++) {
        double z = normal();
        squares += z * z;
      }
      return normal() / Math.sqrt(squares / DEGREES) * Math.sqrt((DEGREES - 2.0) / DEGREES);
    }

    private double normal() {
      return NormalQuantile.of(uniform());
    }

    private double uniform() {
      return ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }
  }
}
