package org.dmoe.aggregate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.model.Progress;

/**
 * The fit of the supporting rows, with response and weight, from which all machines climb: they end
 * in one optimum of the many that a likelihood has, and none of them needs a race.
 */
public final class Pilot {

  /** Identity of its rows. */
  public static final String IDENTITY = "pilot";

  private static final int STARTS = 24;
  private static final int MOST_REASONS = 2;

  private Pilot() {}

  /** How the pilot of local fits by these options is fitted: once, so the race may be long. */
  public static FitOptions options(FitOptions local) {
    return local.toBuilder().starts(Math.max(STARTS, local.starts())).longRace(true).build();
  }

  /**
   * Fits the supporting rows.
   *
   * @param local options of the machines' fits
   * @param seed made of the run's and the rows' identity
   * @return a record, also where there is no mixture in it; the same for the same rows and seed
   */
  public static StoredModel fit(
      FeatureSpec columns, FitOptions local, Observations rows, long seed, Progress progress) {
    StoredModel model =
        new LocalRecords(columns, options(local), Map.of()).fit(IDENTITY, rows, seed, progress);
    FitRecord timeless = FitRecord.newBuilder(model.fit().orElseThrow()).setSeconds(0).build();
    return model.toBuilder().fit(timeless).build();
  }

  /** Why no fit of K experts can start from a pilot, in one line; empty if one can. */
  public static Optional<String> flaw(StoredModel pilot, int experts) {
    FitRecord fit = pilot.fit().orElseThrow();
    if (pilot.mixture().isEmpty()) {
      return Optional.of(pilot.status() + ": " + fit.getReason());
    }
    int size = pilot.mixture().get().size();
    if (size == experts) {
      return Optional.empty();
    }
    if (fit.getWarnings().isEmpty()) {
      return Optional.of("it has %d of %d experts".formatted(size, experts));
    }
    List<String> first = fit.getWarnings().stream().limit(MOST_REASONS).toList();
    return Optional.of(String.join("; ", first));
  }
}
