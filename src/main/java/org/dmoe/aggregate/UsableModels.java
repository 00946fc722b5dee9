package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dmoe.data.ResponseType;
import org.dmoe.io.StoredModel;
import org.dmoe.model.Design;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.Noise;

/** Local models, each with what speaks against aggregating it. */
final class UsableModels {

  private static final int NAMED = 3;

  /**
   * @param rejection why the model is not aggregated; empty if it is
   */
  record Verdict(StoredModel model, Optional<String> rejection) {}

  private final List<Verdict> verdicts;

  private UsableModels(List<Verdict> verdicts) {
    this.verdicts = verdicts;
  }

  /** Judges models; the first with a mixture says which features the others must have. */
  static UsableModels of(List<StoredModel> models) {
    Optional<StoredModel> first =
        models.stream().filter(model -> model.mixture().isPresent()).findFirst();
    List<Verdict> verdicts = new ArrayList<>();
    Set<String> identities = new HashSet<>();
    Set<String> machines = new HashSet<>();
    for (StoredModel model : models) {
      Optional<String> twice =
          identities.add(model.id())
              ? repeated(model, machines)
              : Optional.of("another model has the same identity");
      verdicts.add(new Verdict(model, rejection(model, first).or(() -> twice)));
    }
    return new UsableModels(List.copyOf(verdicts));
  }

  /** Says whose rows another model has too; if nobody's, the model's machines are known then. */
  private static Optional<String> repeated(StoredModel model, Set<String> machines) {
    List<String> own = ModelGroup.machines(model);
    Optional<String> known = own.stream().filter(machines::contains).findFirst();
    if (known.isEmpty()) {
      machines.addAll(own);
    }
    return known.map("the rows of '%s' are in another model too"::formatted);
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  /** The models to aggregate, in order. */
  List<LocalModel> usable() {
    return stored().map(model -> model.localModel().orElseThrow()).toList();
  }

  /** The mean noise of the usable models, by their rows; empty where they have none. */
  Optional<Noise> noise() {
    List<Noise> all =
        stored()
            .flatMap(model -> model.mixture().flatMap(MixtureOfExperts::noise).stream())
            .toList();
    double[] weights = stored().mapToDouble(StoredModel::sampleSize).toArray();
    return all.isEmpty() ? Optional.empty() : Optional.of(Noise.mean(all, weights));
  }

  private Stream<StoredModel> stored() {
    return verdicts.stream().filter(verdict -> verdict.rejection().isEmpty()).map(Verdict::model);
  }

  /** The first usable model. */
  StoredModel reference() {
    return verdicts.stream()
        .filter(verdict -> verdict.rejection().isEmpty())
        .findFirst()
        .orElseThrow()
        .model();
  }

  /**
   * @throws NoUsableModelException if no model or less than that fraction of them is usable
   */
  void requireEnough(double fraction) throws NoUsableModelException {
    int usable = usable().size();
    if (usable == 0 || usable < fraction * verdicts.size()) {
      String wanted = usable == 0 ? "" : ", --min-local-models asks for " + fraction + " of them";
      throw new NoUsableModelException(
          "%d of %d local models can be used%s: %s"
              .formatted(usable, verdicts.size(), wanted, reasons()));
    }
  }

  /** What the fits of usable models warn of, to end a message; empty where they do not. */
  String complaints() {
    Set<String> complaints = new LinkedHashSet<>();
    for (Verdict verdict : verdicts) {
      if (verdict.rejection().isEmpty()) {
        verdict
            .model()
            .fit()
            .ifPresent(
                fit ->
                    fit.getWarnings()
                        .forEach(text -> complaints.add(verdict.model().id() + ": " + text)));
      }
    }
    List<String> first = complaints.stream().limit(NAMED).toList();
    String more = complaints.size() > NAMED ? "; ..." : "";
    return first.isEmpty() ? "" : "; " + String.join("; ", first) + more;
  }

  private String reasons() {
    List<String> reasons = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      verdict.rejection().ifPresent(why -> reasons.add(verdict.model().id() + ": " + why));
    }
    if (reasons.isEmpty()) {
      return "there is none";
    }
    String named = String.join("; ", reasons.subList(0, Math.min(NAMED, reasons.size())));
    return reasons.size() > NAMED ? named + "; ..." : named;
  }

  private static Optional<String> rejection(StoredModel model, Optional<StoredModel> reference) {
    if (model.mixture().isEmpty()) {
      String reason = model.fit().map(fit -> ": " + fit.getReason()).orElse("");
      return Optional.of(model.status() + reason);
    }
    return disagreement(model, reference.orElseThrow());
  }

  /** Levels of categories are columns too. */
  private static Optional<String> columnsThatDiffer(StoredModel model, StoredModel reference) {
    List<String> own = model.features();
    List<String> others = reference.features();
    if (own.isEmpty() || others.isEmpty() || own.equals(others)) {
      return Optional.empty();
    }
    String id = reference.id();
    List<String> reasons = new ArrayList<>();
    lacking(others, own)
        .ifPresent(names -> reasons.add("it has %s, which %s lacks".formatted(names, id)));
    lacking(own, others).ifPresent(names -> reasons.add("it lacks %s of %s".formatted(names, id)));
    return Optional.of(
        reasons.isEmpty()
            ? "its columns are in another order than those of " + id
            : String.join(", ", reasons));
  }

  /** The names that the first lacks and the second has. */
  private static Optional<String> lacking(List<String> first, List<String> second) {
    List<String> names = new ArrayList<>(second);
    names.removeAll(first);
    List<String> quoted = names.stream().limit(NAMED).map(name -> "'" + name + "'").toList();
    String more = names.size() > NAMED ? ", ..." : "";
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", quoted) + more);
  }

  private static String words(ResponseType type) {
    String classes = type.isText() ? " of the classes " + String.join(", ", type.classes()) : "";
    String within = type.exposure().isEmpty() ? "" : " within " + type.exposure();
    return "a response of family " + type.family() + classes + within;
  }

  private static Optional<String> disagreement(StoredModel model, StoredModel reference) {
    Optional<String> columns = columnsThatDiffer(model, reference);
    if (columns.isPresent()) {
      return columns;
    }
    int d = model.mixture().orElseThrow().dimension();
    int wanted = reference.mixture().orElseThrow().dimension();
    if (d != wanted) {
      return Optional.of("%d covariates, %s has %d".formatted(d, reference.id(), wanted));
    }
    if (!model.type().equals(reference.type())) {
      return Optional.of(
          "%s, %s has %s".formatted(words(model.type()), reference.id(), words(reference.type())));
    }
    return designThatDiffers(
        model.mixture().get().design(), reference.mixture().get().design(), d, reference.id());
  }

  private static Optional<String> designThatDiffers(Design own, Design wanted, int d, String id) {
    if (own.noise().isPresent() != wanted.noise().isPresent()) {
      String with =
          own.noise().isPresent()
              ? "it was fitted with --noise, %s without it"
              : "it was fitted without --noise, %s with it";
      return Optional.of(with.formatted(id));
    }
    if (own.hasPartsOf(wanted)) {
      return Optional.empty();
    }
    boolean[] nothing = new boolean[d];
    boolean shares = own.withEqual(nothing, false).hasPartsOf(wanted.withEqual(nothing, false));
    String reason =
        shares
            ? "its experts do not share what those of %s share; fit it with the same --equal and --equal-variance"
            : "its gate or its experts have covariates other than those of %s; fit it with the same --gate-features";
    return Optional.of(reason.formatted(id));
  }
}
