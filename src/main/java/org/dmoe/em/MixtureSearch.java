package org.dmoe.em;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.model.Progress;

/**
 * The search for the best optimum: a race of starts on a subsample, the best of which are followed
 * to convergence; where they end apart, further starts. With many rows they are followed on a pilot
 * sample, and the best end alone goes on to all rows.
 */
final class MixtureSearch {

  /** Races run at most, the first included. */
  private static final int MAX_RACES = 3;

  private final StandardizedRows rows;
  private final SearchSettings settings;
  private final long seed;
  private final Progress progress;
  private final List<StartFate> fates = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Solution best;
  private int timesFound;

  MixtureSearch(StandardizedRows rows, SearchSettings settings, long seed, Progress progress) {
    this.rows = rows;
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  Solution run() {
    boolean many = rows.observations().rows() >= settings.manyRows();
    StandardizedRows followed = many ? sample(settings.pilotRows(), -2) : rows;
    Objective objective = settings.objective(followed);
    StandardizedRows raced = sample(settings.raceRows(), -1);
    Objective raceObjective = settings.objective(raced);
    StartRace race = new StartRace(raced, raceObjective, seed, progress);
    for (int round = 0; round < MAX_RACES && timesFound < 2; round++) {
      followBest(race.race(settings.options().starts()), objective);
    }
    fates.sort(Comparator.comparingInt(StartFate::start));
    if (many && best.ascent().finite()) {
      best = fromPilot(objective);
    }
    return withoutEmptyExperts();
  }

  private StandardizedRows sample(int size, int index) {
    Observations sample = Subsample.of(rows.observations(), size, Seeds.derive(seed, index));
    return new StandardizedRows(sample, rows.standardization());
  }

  private void followBest(List<StartRace.Candidate> ranking, Objective objective) {
    for (int i = 0; i < ranking.size(); i++) {
      StartRace.Candidate candidate = ranking.get(i);
      if (i < SearchSettings.FINALISTS && candidate.ascent().finite()) {
        String stage = "start " + candidate.start();
        Ascent end = follow(objective, candidate.ascent().theta(), stage);
        fates.add(fate(candidate.start(), end, "followed to the end"));
        compare(Solution.of(objective, end, stage));
      } else {
        String note = candidate.ascent().finite() ? "left after the race" : "not finite";
        fates.add(fate(candidate.start(), candidate.ascent(), note));
      }
    }
  }

  private void compare(Solution solution) {
    double gain =
        best == null || !best.ascent().finite()
            ? Double.POSITIVE_INFINITY
            : solution.ascent().value() - best.ascent().value();
    if (gain > SearchSettings.SAME_END) {
      timesFound = 1;
    } else if (gain >= -SearchSettings.SAME_END) {
      timesFound++;
    }
    if (gain > 0 || best == null) {
      best = solution;
    }
  }

  private Ascent follow(Objective objective, double[] theta, String stage) {
    int limit = settings.options().maxIterations();
    if (settings.options().optimizer() == FitOptions.Optimizer.EM) {
      return new EmOptimizer(objective, progress, stage)
          .run(theta, limit, SearchSettings.TOLERANCE);
    }
    Ascent warm =
        new EmOptimizer(objective, progress, stage)
            .run(theta, Math.min(limit, SearchSettings.WARM_ITERATIONS), SearchSettings.TOLERANCE);
    if (!warm.finite()) {
      return warm;
    }
    Ascent end =
        new QuasiNewton(objective, progress, stage)
            .run(warm.theta(), limit, SearchSettings.TOLERANCE);
    return end.after(warm);
  }

  /** All rows, from the pilot's end and its observed information scaled by the weights. */
  private Solution fromPilot(Objective pilot) {
    double[] theta = best.ascent().theta();
    Objective objective = settings.objective(rows);
    String stage = "all rows";
    pilot.evaluate(theta, Order.HESSIAN);
    Curvature curvature =
        Curvature.observed(
            pilot.observedInformation(),
            new boolean[theta.length],
            rows.totalWeight() / pilot.totalWeight());
    Ascent end =
        curvature == null || settings.options().optimizer() == FitOptions.Optimizer.EM
            ? follow(objective, theta, stage)
            : new QuasiNewton(objective, progress, stage)
                .run(
                    theta, curvature, settings.options().maxIterations(), SearchSettings.TOLERANCE);
    return Solution.of(objective, end, stage);
  }

  /** Re-seeds an expert that lost its rows, and takes it away if that does not help. */
  private Solution withoutEmptyExperts() {
    Solution solution = best;
    SearchSettings current = settings;
    boolean reseeded = false;
    while (solution.ascent().finite() && solution.layout().K() > 1) {
      Objective objective = current.objective(rows);
      objective.evaluate(solution.ascent().theta(), Order.EM);
      int empty = EmptyExperts.first(objective, solution.ascent());
      if (empty < 0) {
        break;
      }
      double[] theta = solution.ascent().theta();
      if (!reseeded) {
        reseeded = true;
        theta = EmptyExperts.reseeded(objective, theta, empty);
        Solution again = Solution.of(objective, follow(objective, theta, "re-seeded"), "re-seeded");
        solution = again.ascent().value() > solution.ascent().value() ? again : solution;
      } else {
        theta = ExpertSurgery.remove(theta, solution.layout(), empty);
        current = current.withExperts(solution.layout().K() - 1);
        objective = current.objective(rows);
        solution = Solution.of(objective, follow(objective, theta, "fewer experts"), "fewer");
        warnings.add("an expert lost its rows and was left out");
      }
    }
    return solution;
  }

  private static StartFate fate(int start, Ascent ascent, String note) {
    return new StartFate(start, "k-plane", ascent.iterations(), ascent.value(), note);
  }

  List<StartFate> fates() {
    return fates;
  }

  List<String> warnings() {
    return warnings;
  }
}
