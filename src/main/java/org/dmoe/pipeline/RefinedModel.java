package org.dmoe.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dmoe.io.BadFileException;
import org.dmoe.io.SiteStatistics;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.MeasuredModels;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.RefinementPass;
import org.dmoe.refine.RefinementState;

/** Models between passes: what they carry of the passes before them. */
final class RefinedModel {

  private static final String PREFIX = "refined.";

  private RefinedModel() {}

  /**
   * The state a model carries; empty before the first pass.
   *
   * @param name as the user knows the model
   * @throws BadFileException if it cannot be understood
   */
  static Optional<RefinementState> state(StoredModel model, String name) throws BadFileException {
    try {
      return RefinementState.of(model.provenance(), model.mixture().orElseThrow());
    } catch (IllegalArgumentException e) {
      throw new BadFileException(name, e.getMessage(), e);
    }
  }

  /** Whether a model is the end of passes. */
  static boolean isRefined(StoredModel model) {
    return model.provenance().containsKey(PREFIX + "passes");
  }

  /** A model that no pass has seen. */
  static StoredModel anew(StoredModel model) {
    return model.toBuilder().provenance(without(model.provenance())).build();
  }

  /** What the next pass is to look at. */
  static StoredModel next(StoredModel model, RefinementPass pass) {
    SortedMap<String, String> provenance = provenance(model, pass);
    pass.state().ifPresent(state -> provenance.putAll(state.toProvenance()));
    return of(model, pass.next(), pass, provenance);
  }

  /** The best model that passes have seen, experts in their canonical order. */
  static StoredModel best(StoredModel model, RefinementPass pass) {
    return of(model, pass.best().canonical(), pass, provenance(model, pass));
  }

  /**
   * @throws UnusableInputException if the rows are not those that the last pass was over
   */
  static void requireSameRows(Optional<RefinementState> state, PassSums sums)
      throws UnusableInputException {
    if (state.isEmpty()) {
      return;
    }
    RefinementState before = state.get();
    if (before.rows() != sums.rows()) {
      throw changed("%d rows now, %d then".formatted(sums.rows(), before.rows()));
    }
    if (before.fingerprint() != sums.fingerprint()) {
      throw changed("%d rows as before, other numbers".formatted(sums.rows()));
    }
  }

  /**
   * @throws UnusableInputException if the passes before climbed another likelihood
   */
  static void requireSameOptions(Optional<RefinementState> state, RefinementOptions options)
      throws UnusableInputException {
    if (state.isEmpty()) {
      return;
    }
    RefinementOptions before = state.get().options();
    if (!before.gateRidge().equals(options.gateRidge())) {
      throw otherOption("--gate-ridge", text(before.gateRidge()), text(options.gateRidge()));
    }
    if (before.expertRidge() != options.expertRidge()) {
      throw otherOption("--expert-ridge", "" + before.expertRidge(), "" + options.expertRidge());
    }
  }

  private static String text(OptionalDouble ridge) {
    return ridge.isPresent() ? "" + ridge.getAsDouble() : "left to its default";
  }

  private static UnusableInputException otherOption(String name, String before, String now) {
    return new UnusableInputException(
        "%s: is %s, was %s in the pass before; leave it so, or give --anew to begin again"
            .formatted(name, now, before));
  }

  /**
   * What a pass has measured beside a model; nothing that counts where passes begin anew.
   *
   * @param candidates that were given to the pass
   * @throws UnusableInputException if it did not measure as many models as it was to
   */
  static MeasuredModels measured(
      StoredModel model,
      Optional<RefinementState> state,
      List<MixtureOfExperts> candidates,
      SiteStatistics all)
      throws UnusableInputException {
    List<MixtureOfExperts> others =
        new ArrayList<>(RefinementState.others(state, model.mixture().orElseThrow()));
    others.addAll(candidates);
    if (all.others().isEmpty() || others.isEmpty()) {
      return MeasuredModels.NONE;
    }
    try {
      return new MeasuredModels(
          others, all.others().stream().mapToDouble(Double::doubleValue).toArray());
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException("the sums are not of this model: " + e.getMessage(), e);
    }
  }

  private static UnusableInputException changed(String how) {
    return new UnusableInputException(
        "the rows are not those of the pass before (%s); give --anew to begin again with them"
            .formatted(how));
  }

  private static StoredModel of(
      StoredModel model,
      MixtureOfExperts mixture,
      RefinementPass pass,
      SortedMap<String, String> provenance) {
    return model.withMixture(mixture, pass.weight()).toBuilder().provenance(provenance).build();
  }

  private static SortedMap<String, String> provenance(StoredModel model, RefinementPass pass) {
    SortedMap<String, String> entries = without(model.provenance());
    entries.put(PREFIX + "passes", Integer.toString(pass.pass()));
    entries.put(PREFIX + "outcome", pass.outcome().name());
    return entries;
  }

  private static SortedMap<String, String> without(Map<String, String> provenance) {
    SortedMap<String, String> entries = new TreeMap<>(provenance);
    entries.keySet().removeIf(RefinementState::isKey);
    return entries;
  }
}
