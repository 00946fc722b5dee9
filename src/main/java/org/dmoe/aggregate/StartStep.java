package org.dmoe.aggregate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.StartSteps;
import org.dmoe.refine.StartSums;
import org.dmoe.transport.ReductionOptions;

/**
 * The step from the common start that machines' sums allow, where at least half of the machines
 * have too few rows for local optima and none of them is without sums.
 */
public final class StartStep {

  /** Relative difference of gains that the surrogate cannot tell. */
  private static final double TIE = 0.05;

  private static final String REDUCTION = "reduction";

  /** Key of a model's provenance. */
  private static final String ESTIMATE = "estimate";

  private Optional<StartSums> sum = Optional.empty();
  private boolean possible = true;
  private int machines;
  private int few;

  /** Of local models, whatever their order. */
  public static StartStep of(List<StoredModel> locals) {
    StartStep step = new StartStep();
    locals.stream().sorted(Comparator.comparing(StoredModel::id)).forEach(step::add);
    return step;
  }

  /** Adds a machine; in the order of identities, by which the sums' last bits are the same. */
  public void add(StoredModel local) {
    if (local.mixture().isEmpty() || !possible) {
      return;
    }
    machines++;
    Optional<StartSums> all = local.startSums();
    if (sum.isPresent()) {
      all = all.flatMap(own -> sum.get().plus(own));
    }
    possible = all.isPresent();
    few += isOfFew(local) ? 1 : 0;
    sum = all;
  }

  /** Itself, or most machines of an aggregate with their sums. */
  private static boolean isOfFew(StoredModel local) {
    boolean group = local.aggregation().isPresent() && local.startSums().isPresent();
    return group || local.startSums().filter(StartStep::isOfFew).isPresent();
  }

  private static boolean isOfFew(StartSums own) {
    return CommonStart.isFew(own.sums().rows(), own.start());
  }

  /** An aggregate with its machines' sums, for the next level of a tree of aggregations. */
  public StoredModel withSums(StoredModel aggregated) {
    return isOfFewMachines() ? aggregated.toBuilder().startSums(sum).build() : aggregated;
  }

  private boolean isOfFewMachines() {
    return possible && 2 * few >= machines;
  }

  /**
   * A reduction with the end of the longest good step in its place, unless the reduction is
   * likelier by what is known of all rows; whatever else was aggregated, and a reduction by the
   * transport plan alone, as it is.
   */
  public GlobalModel.Result instead(
      GlobalModel.Result aggregated,
      SupportingSample support,
      ReductionOptions options,
      RefinementOptions refinement) {
    StoredModel reduction = aggregated.model();
    if (!reduction.id().equals(REDUCTION) || aggregated.transport().isEmpty()) {
      return aggregated;
    }
    MixtureOfExperts mixture = reduction.mixture().orElseThrow().withNoise(Optional.empty());
    return steps(refinement)
        .filter(steps -> steps.canReach(mixture))
        .flatMap(steps -> likelier(mixture, steps, support, options))
        .map(end -> replaced(reduction, end))
        .map(end -> new GlobalModel.Result(end, aggregated.transport(), Optional.empty()))
        .orElse(aggregated);
  }

  private static Optional<MixtureOfExperts> likelier(
      MixtureOfExperts reduction,
      StartSteps steps,
      SupportingSample support,
      ReductionOptions options) {
    List<MixtureOfExperts> ends = steps.ends();
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    SurrogateLikelihood likelihood =
        new SurrogateLikelihood(steps, support, options, Progress.SILENT);
    double[] gains = ends.stream().mapToDouble(likelihood::gain).toArray();
    double most = Arrays.stream(gains).max().orElseThrow();
    if (!(Double.isFinite(most)
        && isAsGood(most, likelihood.gain(likelihood.inOrder(reduction))))) {
      return Optional.empty();
    }
    int longest = 0;
    while (!isAsGood(gains[longest], most)) {
      longest++;
    }
    return Optional.of(ends.get(longest));
  }

  private static boolean isAsGood(double gain, double than) {
    return gain >= than - TIE * Math.abs(than);
  }

  private static StoredModel replaced(StoredModel reduction, MixtureOfExperts end) {
    SortedMap<String, String> provenance = new TreeMap<>(reduction.provenance());
    provenance.put(ESTIMATE, "one step from the common start");
    return reduction.withMixture(end.canonical(), reduction.sampleSize()).toBuilder()
        .provenance(provenance)
        .build();
  }

  /** Empty where machines have rows enough. */
  Optional<StartSteps> steps(RefinementOptions options) {
    return isOfFewMachines() ? sum.map(all -> StartSteps.of(all, options)) : Optional.empty();
  }
}
