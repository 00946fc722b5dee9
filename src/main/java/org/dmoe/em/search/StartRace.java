package org.dmoe.em.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Progress;

/** Starts that each get a few iterations on a subsample, ranked by where these lead. */
final class StartRace {

  private static final int FIRST_ITERATIONS = 4;
  private static final int ITERATIONS = 9;

  /** One start, where it stands, and what can take it further. */
  record Candidate(int start, AscentResult ascent, QuasiNewton climber) {

    Candidate further(PenalisedLikelihood objective) {
      return ascent.finite()
          ? new Candidate(start, climber.with(objective).goFurther(ITERATIONS), climber)
          : this;
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
  private final Threads threads;
  private final long seed;
  private final Progress progress;
  private int made;

  StartRace(
      StandardisedRows sample,
      PenalisedLikelihood objective,
      Threads threads,
      long seed,
      Progress progress) {
    this.threads = threads;
    this.objective = objective;
    this.sample = sample;
    this.data = RegressionRows.of(sample);
    this.seed = seed;
    this.progress = progress;
  }

  /** Races this many further starts, the better half of them all the way; the best comes first. */
  List<Candidate> race(int starts) {
    int first = made;
    made += starts;
    Candidate[] candidates = new Candidate[starts];
    share(starts, own -> i -> candidates[i] = shortRun(first + i, own));
    Arrays.sort(candidates, BEST_FIRST);
    share((starts + 1) / 2, own -> i -> candidates[i] = candidates[i].further(own));
    Arrays.sort(candidates, BEST_FIRST);
    return List.of(candidates);
  }

  /** Climbs of several starts at a time, in each thread with an objective of its own. */
  private void share(int starts, Function<PenalisedLikelihood, IntConsumer> climbs) {
    threads.runWithScratch(starts, () -> climbs.apply(objective.another()));
  }

  private Candidate shortRun(int start, PenalisedLikelihood own) {
    UniformRandomProvider random = Seeds.generator(Seeds.derive(seed, start));
    double[] theta = KPlaneStart.make(data, own.layout(), random);
    Candidate plain = climb(start, theta, own);
    int empty = EmptyExperts.first(sample, plain.ascent());
    if (empty < 0) {
      return plain;
    }
    double[] reseeded = EmptyExperts.reseeded(objective.layout(), plain.ascent(), empty);
    Candidate again = climb(start, reseeded, own);
    return again.value() > plain.value() ? again : plain;
  }

  private Candidate climb(int start, double[] theta, PenalisedLikelihood own) {
    QuasiNewton climber = new QuasiNewton(own, progress, "race, start " + start);
    return new Candidate(start, climber.runRoughly(theta, FIRST_ITERATIONS), climber);
  }
}
