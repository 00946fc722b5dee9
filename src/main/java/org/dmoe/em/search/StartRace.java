package org.dmoe.em.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.model.Progress;

/** Starts that each get a few iterations on a subsample, ranked by where these lead. */
final class StartRace {

  private static final int FIRST_ITERATIONS = 4;
  private static final int ITERATIONS = 9;

  /** One start, where it stands, and what can take it further. */
  record Candidate(int start, AscentResult ascent, QuasiNewton climber) {

    Candidate further() {
      return ascent.finite() ? new Candidate(start, climber.goFurther(ITERATIONS), climber) : this;
    }

    double value() {
      return ascent.finite() ? ascent.value() : Double.NEGATIVE_INFINITY;
    }
  }

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::value).reversed();

  private final PenalisedLikelihood objective;
  private final StandardisedRows sample;
  private final RegressionRows data;
  private final long seed;
  private final Progress progress;
  private int made;

  StartRace(StandardisedRows sample, PenalisedLikelihood objective, long seed, Progress progress) {
    this.objective = objective;
    this.sample = sample;
    this.data = RegressionRows.of(sample);
    this.seed = seed;
    this.progress = progress;
  }

  /** Races this many further starts, the better half of them all the way; the best comes first. */
  List<Candidate> race(int starts) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      int start = made++;
      UniformRandomProvider random = Seeds.generator(Seeds.derive(seed, start));
      double[] theta = KPlaneStart.make(data, objective.layout(), random);
      candidates.add(shortRun(start, theta));
    }
    candidates.sort(BEST_FIRST);
    candidates.subList(0, (starts + 1) / 2).replaceAll(Candidate::further);
    candidates.sort(BEST_FIRST);
    return candidates;
  }

  private Candidate shortRun(int start, double[] theta) {
    Candidate plain = climb(start, theta);
    int empty = EmptyExperts.first(sample, plain.ascent());
    if (empty < 0) {
      return plain;
    }
    double[] reseeded = EmptyExperts.reseeded(objective.layout(), plain.ascent(), empty);
    Candidate again = climb(start, reseeded);
    return again.value() > plain.value() ? again : plain;
  }

  private Candidate climb(int start, double[] theta) {
    QuasiNewton climber = new QuasiNewton(objective, progress, "race, start " + start);
    return new Candidate(start, climber.runRoughly(theta, FIRST_ITERATIONS), climber);
  }
}
