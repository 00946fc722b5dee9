package org.dmoe.em;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dmoe.model.Progress;

/** Starts that each get a few EM iterations on a subsample, ranked by where these lead. */
final class StartRace {

  private static final int ITERATIONS = 8;
  private static final int ITERATIONS_AFTER_RESEEDING = 6;

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
    EmOptimizer em = new EmOptimizer(objective, progress, stage);
    Ascent plain = em.run(theta, ITERATIONS, 0);
    int empty = EmptyExperts.first(objective, plain);
    if (empty < 0) {
      return plain;
    }
    double[] reseeded = EmptyExperts.reseeded(objective, plain.theta(), empty);
    Ascent again = em.run(reseeded, ITERATIONS_AFTER_RESEEDING, 0);
    return again.value() > plain.value() ? again : plain;
  }
}
