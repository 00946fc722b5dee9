package org.dmoe.em.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.search.Seeds;
import org.dmoe.em.search.StartReport;
import org.dmoe.em.search.Subsample;
import org.dmoe.model.Progress;

/**
 * The search for the best optimum: starts that get a few EM steps each on a sample of the rows, of
 * which the best are followed to convergence, the sample's best on all rows.
 */
public final class FamilySearch {

  /** Ends that go on from a sample to all rows. */
  private static final int FIELD_ON_ALL_ROWS = 2;

  private record Candidate(int start, AscentResult ascent) {

    double value() {
      return ascent.finite() ? ascent.value() : Double.NEGATIVE_INFINITY;
    }
  }

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::value).reversed();

  private final ResponseRows rows;
  private final ResponseRows sample;
  private final FamilySettings settings;
  private final SingleExpert single;
  private final long seed;
  private final Progress progress;
  private final List<StartReport> reports = new ArrayList<>();

  public FamilySearch(
      ResponseRows rows,
      FamilySettings settings,
      SingleExpert single,
      long seed,
      Progress progress) {
    int size = settings.raceRows(rows.observations().rows());
    this.rows = rows;
    this.sample = rows.subset(Subsample.of(rows.observations(), size, Seeds.derive(seed, -1)));
    this.settings = settings;
    this.single = single;
    this.seed = seed;
    this.progress = progress;
  }

  /** The best end on all rows; empty if no start led anywhere. */
  public Optional<AscentResult> run() {
    PartitionStarts starts = new PartitionStarts(sample, settings, single);
    FamilyLikelihood objective = settings.objective(sample);
    List<Candidate> candidates = race(starts, objective);
    AscentResult[] all = new AscentResult[Math.min(settings.finalists(), candidates.size())];
    share(all.length, objective, own -> i -> all[i] = follow(own, candidates.get(i)));
    List<Candidate> ends = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      boolean followed = i < all.length && candidate.ascent().finite();
      AscentResult end = followed ? all[i] : candidate.ascent();
      reports.add(report(starts, candidate.start(), end, followed));
      if (followed && end.finite()) {
        ends.add(new Candidate(candidate.start(), end));
      }
    }
    reports.sort(Comparator.comparingInt(StartReport::start));
    ends.sort(BEST_FIRST);
    return ends.isEmpty() ? Optional.empty() : Optional.of(onAllRows(ends));
  }

  private List<Candidate> race(PartitionStarts starts, FamilyLikelihood objective) {
    Candidate[] candidates = new Candidate[settings.starts()];
    share(
        candidates.length,
        objective,
        own -> start -> candidates[start] = climb(start, starts, own));
    Arrays.sort(candidates, BEST_FIRST);
    return List.of(candidates);
  }

  /** Climbs of several starts at a time, in each thread with an objective of its own. */
  private void share(
      int tasks, FamilyLikelihood objective, Function<FamilyLikelihood, IntConsumer> climbs) {
    settings.threads().runWithScratch(tasks, () -> climbs.apply(objective.another()));
  }

  private Candidate climb(int start, PartitionStarts starts, FamilyLikelihood own) {
    double[] theta = starts.make(start, Seeds.generator(Seeds.derive(seed, start)));
    return new Candidate(start, settings.race(own, theta, progress, "race, start " + start));
  }

  private AscentResult follow(FamilyLikelihood objective, Candidate candidate) {
    if (!candidate.ascent().finite()) {
      return candidate.ascent();
    }
    String stage = "start " + candidate.start();
    double[] theta = candidate.ascent().theta();
    AscentResult end =
        isWhole()
            ? settings.follow(objective, theta, progress, stage)
            : settings.followRoughly(objective, theta, progress, stage);
    return end.after(candidate.ascent());
  }

  private boolean isWhole() {
    return sample.observations() == rows.observations();
  }

  private AscentResult onAllRows(List<Candidate> ends) {
    if (isWhole()) {
      return ends.get(0).ascent();
    }
    FamilyLikelihood objective = settings.objective(rows);
    List<Candidate> field = new ArrayList<>();
    for (Candidate end : ends.subList(0, Math.min(FIELD_ON_ALL_ROWS, ends.size()))) {
      String stage = "start %d, all rows".formatted(end.start());
      AscentResult all = settings.follow(objective, end.ascent().theta(), progress, stage);
      field.add(new Candidate(end.start(), all.after(end.ascent())));
    }
    field.sort(BEST_FIRST);
    return field.get(0).ascent();
  }

  private StartReport report(
      PartitionStarts starts, int start, AscentResult end, boolean followed) {
    String note = followed ? "followed" : end.finite() ? "left after the race" : "not finite";
    return new StartReport(start, starts.kind(start), end.iterations(), end.value(), note);
  }

  public List<StartReport> reports() {
    return reports;
  }
}
