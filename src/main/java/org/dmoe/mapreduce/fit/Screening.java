package org.dmoe.mapreduce.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.NoUsableModelException;
import org.dmoe.model.LocalModel;

/**
 * Which local models take part in an aggregation, and why the others do not.
 *
 * <p>A model must have a mixture, and the features and the response of the first one that has; two
 * models of one identity cannot both be right, so the second is rejected.
 */
final class Screening {

  private final List<StoredModel> usable = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final Set<String> identities = new HashSet<>();

  /**
   * A model that takes no part.
   *
   * @param id its identity
   * @param reason in words
   */
  record Rejected(String id, String reason) {}

  private Screening() {}

  static Screening of(List<StoredModel> models) {
    Screening screening = new Screening();
    for (StoredModel model : models) {
      screening
          .objection(model)
          .ifPresentOrElse(
              reason -> screening.rejected.add(new Rejected(model.id(), reason)),
              () -> screening.usable.add(model));
    }
    return screening;
  }

  List<StoredModel> usable() {
    return usable;
  }

  List<LocalModel> localModels() {
    return usable.stream().map(model -> model.localModel().orElseThrow()).toList();
  }

  List<Rejected> rejected() {
    return rejected;
  }

  /**
   * @throws NoUsableModelException if less than that fraction of the models, or none, is usable
   */
  void require(double fraction) throws NoUsableModelException {
    int all = usable.size() + rejected.size();
    if (all == 0) {
      throw new NoUsableModelException("there is no local model");
    }
    if (usable.isEmpty() || !(usable.size() >= fraction * all)) {
      Rejected first = rejected.get(0);
      throw new NoUsableModelException(
          "only %d of %d local models usable, --min-local-models asks for %s; the first rejected is %s: %s"
              .formatted(usable.size(), all, fraction, first.id(), first.reason()));
    }
  }

  private Optional<String> objection(StoredModel model) {
    if (model.mixture().isEmpty()) {
      return Optional.of(model.status());
    }
    if (!identities.add(model.id())) {
      return Optional.of("a model of this identity came before");
    }
    return usable.isEmpty() ? Optional.empty() : difference(usable.get(0), model);
  }

  private static Optional<String> difference(StoredModel first, StoredModel model) {
    int expected = first.mixture().orElseThrow().dimension();
    int dimension = model.mixture().orElseThrow().dimension();
    if (dimension != expected) {
      return Optional.of("has %d features, %s has %d".formatted(dimension, first.id(), expected));
    }
    if (!first.features().equals(model.features())) {
      return Optional.of("its features are not those of " + first.id());
    }
    if (!first.response().equals(model.response())) {
      return Optional.of(
          "its response is '%s', that of %s '%s'"
              .formatted(model.response(), first.id(), first.response()));
    }
    return Optional.empty();
  }
}
