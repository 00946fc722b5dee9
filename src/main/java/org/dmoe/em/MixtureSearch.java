package org.dmoe.em;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.Progress;

/**
 * The search for the best optimum: a race of starts on a subsample, whose best are followed to
 * convergence on all rows.
 */
final class MixtureSearch {

  private static final int RACE_ITERATIONS = 8;
  private static final int FINALISTS = 2;
  private static final int RACE_ROWS = 2500;

  /** Rows of the race for each coefficient, so that a rare expert keeps more rows than that. */
  private static final int RACE_ROWS_PER_COEFFICIENT = 120;

  private static final double TOLERANCE = 1e-6;
  private static final double GATE_RIDGE = 1e-3;
  private static final double GATE_RIDGE_FEW_ROWS = 0.03;
  private static final int FEW_ROWS_PER_PARAMETER = 5;
  private static final double LEAST_EXPERT_RIDGE = 1e-6;

  private final StandardizedRows rows;
  private final FitOptions options;
  private final Layout layout;
  private final long seed;
  private final Progress progress;
  private final List<StartFate> fates = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private record Candidate(int start, Ascent ascent) {}

  MixtureSearch(
      StandardizedRows rows, FitOptions options, int experts, long seed, Progress progress) {
    this.rows = rows;
    this.options = options;
    this.layout = new Layout(rows.p(), experts);
    this.seed = seed;
    this.progress = progress;
  }

  Solution run() {
    List<Candidate> ranking = race();
    Objective objective = objective(rows, layout);
    Solution best = null;
    for (int i = 0; i < ranking.size(); i++) {
      Candidate candidate = ranking.get(i);
      if (i >= FINALISTS) {
        fates.add(fate(candidate.start(), candidate.ascent(), "left after the race"));
        continue;
      }
      String stage = "start " + candidate.start();
      Ascent end =
          new EmOptimizer(objective, progress, stage)
              .run(candidate.ascent().theta(), options.maxIterations(), TOLERANCE);
      Solution solution = Solution.of(objective, end, stage);
      fates.add(fate(candidate.start(), end, "followed to the end"));
      if (best == null || solution.ascent().value() > best.ascent().value()) {
        best = solution;
      }
    }
    fates.sort(Comparator.comparingInt(StartFate::start));
    return best;
  }

  private List<Candidate> race() {
    int size = Math.max(RACE_ROWS, RACE_ROWS_PER_COEFFICIENT * layout.p());
    Observations sample = Subsample.of(rows.observations(), size, Seeds.derive(seed, -1));
    StandardizedRows sampleRows = new StandardizedRows(sample, rows.standardization());
    Objective objective = objective(sampleRows, layout);
    PlaneData data = PlaneData.of(sampleRows);
    List<Candidate> candidates = new ArrayList<>();
    for (int start = 0; start < options.starts(); start++) {
      double[] theta = KPlaneStart.make(data, layout, new Random(Seeds.derive(seed, start)));
      Ascent ascent =
          new EmOptimizer(objective, progress, "race, start " + start)
              .run(theta, RACE_ITERATIONS, 0);
      candidates.add(new Candidate(start, ascent));
    }
    candidates.sort(
        Comparator.comparingDouble(
            (Candidate c) -> c.ascent().finite() ? -c.ascent().value() : Double.MAX_VALUE));
    return candidates;
  }

  private Objective objective(StandardizedRows someRows, Layout someLayout) {
    return new Objective(
        someRows, someLayout, gateRidge(), Math.max(options.expertRidge(), LEAST_EXPERT_RIDGE));
  }

  private double gateRidge() {
    if (!Double.isNaN(options.gateRidge())) {
      return options.gateRidge();
    }
    boolean few = rows.totalWeight() < (double) FEW_ROWS_PER_PARAMETER * layout.size();
    return few ? GATE_RIDGE_FEW_ROWS : GATE_RIDGE;
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
