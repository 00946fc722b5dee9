package org.dmoe.em;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dmoe.model.Progress;

/** Starts that each get a few iterations on a subsample, ranked by where these lead. */
final class StartRace {

  private static final int EM_ITERATIONS = 1;
  private static final int QUASI_NEWTON_ITERATIONS = 9;

  /** One start and where it stands. */
  record Candidate(int start, Ascent ascent) {

    double value() {
      return ascent.finite() ? ascent.value() : Double.NEGATIVE_INFINITY;
    }
  }

  private final Objective objective;
  private final PlaneData data;
  private final long seed;
  private final Progress progress;
  private int made;

  StartRace(StandardizedRows sample, Objective objective, long seed, Progress progress) {
    this.objective = objective;
    this.data = PlaneData.of(sample);
    this.seed = seed;
    this.progress = progress;
  }

  /** Races this many further starts; the best comes first. */
  List<Candidate> race(int starts) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      int start = made++;
      Random random = new Random(Seeds.derive(seed, start));
      double[] theta = KPlaneStart.make(data, objective.layout(), random);
      candidates.add(new Candidate(start, shortRun(theta, "race, start " + start)));
    }
    candidates.sort(Comparator.comparingDouble(Candidate::value).reversed());
    return candidates;
  }

  private Ascent shortRun(double[] theta, String stage) {
    Ascent plain = climb(theta, stage);
    if (!plain.finite()) {
      return plain;
    }
    int empty = EmptyExperts.first(objective, plain);
    if (empty < 0) {
      return plain;
    }
    Ascent again = climb(EmptyExperts.reseeded(objective, plain.theta(), empty), stage);
    return again.value() > plain.value() ? again : plain;
  }

  private Ascent climb(double[] theta, String stage) {
    Ascent em = new EmOptimizer(objective, progress, stage).run(theta, EM_ITERATIONS, 0);
    if (!em.finite()) {
      return em;
    }
    return new QuasiNewton(objective, progress, stage).goOnRoughly(em, QUASI_NEWTON_ITERATIONS);
  }
}
