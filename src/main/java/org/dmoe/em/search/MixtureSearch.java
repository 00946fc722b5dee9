package org.dmoe.em.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.model.Progress;

/**
 * The search for the best optimum: a race of starts on a pilot sample, the best of which are
 * followed to convergence there; where they end apart, further races. The best ends go on to all
 * rows.
 */
public final class MixtureSearch {

  /** Races run at most, the first included. */
  private static final int MAX_RACES = 2;

  /** Ends that go on to all rows where there are many rows to climb on. */
  private static final int FIELD_OF_MANY_ROWS = 2;

  /** Of more rows a part shows whether there is a way out of an optimum. */
  private static final int MOST_ROWS_OF_WAYS_OUT = 100_000;

  private final StandardisedRows rows;
  private final StandardisedRows sample;
  private final PenalisedLikelihood pilot;
  private final SearchSettings settings;
  private final long seed;
  private final Progress progress;
  private final List<StartReport> reports = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** Different ends on the pilot, the best first. */
  private final List<Solution> ends = new ArrayList<>();

  private int timesBestFound;

  public MixtureSearch(
      StandardisedRows rows, SearchSettings settings, long seed, Progress progress) {
    Observations all = rows.observations();
    this.rows = rows;
    this.sample =
        rows.subset(Subsample.of(all, settings.raceRows(all.rows()), Seeds.derive(seed, -1)));
    this.pilot = settings.objective(sample);
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
  }

  /** The best solution; its value is NaN if no start led anywhere. */
  public Solution run() {
    StartRace race = new StartRace(sample, pilot, settings.threads(), seed, progress);
    for (int round = 0; round < MAX_RACES && timesBestFound < 2; round++) {
      followBest(race.race(settings.starts()));
    }
    reports.sort(Comparator.comparingInt(StartReport::start));
    if (ends.isEmpty()) {
      return Solution.failed(settings.layout());
    }
    boolean manyRows = 2L * sample.observations().rows() < rows.observations().rows();
    EmptyExpertRepair repair = new EmptyExpertRepair(rows, settings, progress);
    Solution solution = repair.repair(onAllRows(manyRows));
    warnings.addAll(repair.warnings());
    return solution.layout().equals(settings.layout()) ? improved(solution, manyRows) : solution;
  }

  private Solution onAllRows(boolean manyRows) {
    if (isWhole()) {
      return ends.get(0);
    }
    int field = manyRows ? Math.min(FIELD_OF_MANY_ROWS, ends.size()) : ends.size();
    return new GrowingSubsamples(rows, settings, seed, progress)
        .climb(sample, pilot, ends.subList(0, field));
  }

  /**
   * The solution, or a better one. Where a pilot of many rows met several optima it may have
   * misled: then it looks around the best, else for a rare expert only.
   */
  private Solution improved(Solution solution, boolean manyRows) {
    boolean misled = manyRows && (timesBestFound < 2 || ends.size() > 1);
    boolean around = misled || settings.longRace();
    if (!around && !mayHideRareExpert(solution)) {
      return solution;
    }
    Observations some =
        Subsample.of(rows.observations(), MOST_ROWS_OF_WAYS_OUT, Seeds.derive(seed, -3));
    StandardisedRows part = rows.subset(some);
    if (part == rows) {
      return wayOut(rows, solution, around);
    }
    Solution there = followed(part, solution);
    Solution better = wayOut(part, there, around);
    Solution end = better.gainOver(there) > 0 ? followed(rows, better) : solution;
    return end.gainOver(solution) > SearchSettings.SAME_END ? end : solution;
  }

  private Solution followed(StandardisedRows on, Solution from) {
    PenalisedLikelihood objective = settings.objective(on);
    String stage = on.observations().rows() + " rows";
    AscentResult start = from.ascent();
    AscentResult end = settings.follow(objective, start.theta(), progress, stage);
    return Solution.of(objective, end.after(start), stage);
  }

  private Solution wayOut(StandardisedRows on, Solution solution, boolean around) {
    ExpertReplacement replacement = new ExpertReplacement(on, settings, progress);
    return around
        ? new PerturbedClimbs(on, settings, Seeds.derive(seed, -2), progress)
            .improve(replacement.improveEach(solution))
        : replacement.improveRarest(solution);
  }

  private boolean mayHideRareExpert(Solution solution) {
    double share = solution.mass()[solution.rarest()] / rows.totalWeight();
    return timesBestFound < 2 || share < SearchSettings.RARE_SHARE / settings.layout().K();
  }

  private void followBest(List<StartRace.Candidate> ranking) {
    AscentResult[] followed = new AscentResult[Math.min(settings.finalists(), ranking.size())];
    settings
        .threads()
        .runWithScratch(
            followed.length,
            () -> {
              PenalisedLikelihood own = pilot.another();
              return i -> followed[i] = follow(own, ranking.get(i));
            });
    for (int i = 0; i < ranking.size(); i++) {
      StartRace.Candidate candidate = ranking.get(i);
      int start = candidate.start();
      if (!candidate.ascent().finite()) {
        reports.add(report(start, candidate.ascent(), "not finite"));
      } else if (i >= followed.length) {
        reports.add(report(start, candidate.ascent(), "left after the race"));
      } else {
        AscentResult end = followed[i];
        reports.add(report(start, end, "followed"));
        if (end.finite()) {
          keep(
              Solution.of(pilot, end, stage(start)),
              isWhole() ? SearchSettings.SAME_END : SearchSettings.SAME_ROUGH_END);
        }
      }
    }
  }

  private AscentResult follow(PenalisedLikelihood objective, StartRace.Candidate candidate) {
    AscentResult from = candidate.ascent();
    if (!from.finite()) {
      return from;
    }
    String stage = stage(candidate.start());
    AscentResult end =
        isWhole()
            ? settings.follow(objective, from.theta(), progress, stage)
            : settings.followRoughly(objective, from.theta(), progress, stage);
    return end.after(from);
  }

  private static String stage(int start) {
    return "start " + start;
  }

  private boolean isWhole() {
    return sample.observations() == rows.observations();
  }

  private void keep(Solution solution, double same) {
    double gain = ends.isEmpty() ? Double.POSITIVE_INFINITY : solution.gainOver(ends.get(0));
    if (gain > same) {
      timesBestFound = 1;
    } else if (gain >= -same) {
      timesBestFound++;
    }
    if (ends.stream().noneMatch(e -> Math.abs(solution.gainOver(e)) <= same)) {
      ends.add(solution);
      ends.sort(Comparator.comparingDouble((Solution s) -> s.ascent().value()).reversed());
    }
  }

  private static StartReport report(int start, AscentResult ascent, String note) {
    return new StartReport(start, "k-plane", ascent.iterations(), ascent.value(), note);
  }

  public List<StartReport> reports() {
    return reports;
  }

  public List<String> warnings() {
    return warnings;
  }
}
