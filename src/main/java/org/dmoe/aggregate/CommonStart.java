package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.em.search.Seeds;
import org.dmoe.em.search.Subsample;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Gaussian;
import org.dmoe.refine.StartSums;

/**
 * A model that all machines share as the start of their fits, and what a machine does with it.
 *
 * @param kind any but {@link StartKind#OWN}
 * @param model in users' units
 */
public record CommonStart(StartKind kind, MixtureOfExperts model) {

  /** With fewer rows a parameter the optimum follows the noise; a few steps of EM do not. */
  private static final int ROWS_PER_PARAMETER = 10;

  /** With fewer a machine sends its sums, in case most machines have few rows. */
  private static final int ROWS_OF_SUMS = 2 * ROWS_PER_PARAMETER;

  private static final int STEPS = 5;

  /** Rows that show whether two climbs end at one optimum. */
  private static final int PART = 100_000;

  /** Ends of log-likelihoods that are nearer, in nats, are one. */
  private static final double SAME_END = 0.1;

  /** What the local estimator calls any start it is given. */
  private static final String GIVEN = "given start";

  public CommonStart {
    Objects.requireNonNull(model, "model");
    if (kind == StartKind.OWN) {
      throw new IllegalArgumentException("a machine's own start is not a common one");
    }
  }

  /**
   * The local model of rows, with their sums at the start where they are few: the optimum above the
   * start; five EM steps from it where the rows are few; the end of the machine's own race where
   * they are too few for so many experts, or, if both are tried, where it is better by nu/2.
   *
   * @param id identity of the rows
   * @param seed of the machine's own race
   */
  public StoredModel fit(
      LocalRecords records, String id, Observations rows, long seed, Progress progress) {
    StoredModel local = fitted(records, id, rows, seed, progress);
    return rows.rows() < (long) ROWS_OF_SUMS * parameters() ? withSums(local, rows) : local;
  }

  private StoredModel fitted(
      LocalRecords records, String id, Observations rows, long seed, Progress progress) {
    if (!LocalFit.allows(model, rows)) {
      return records.fit(id, rows, seed, progress);
    }
    StoredModel climbed = climb(climbing(records, rows), id, rows, progress);
    if (climbed.mixture().isEmpty()) {
      return records.fit(id, rows, seed, progress);
    }
    return isFew(rows)
        ? saidToBeFew(climbed, rows)
        : local(climbed, records, id, rows, seed, progress);
  }

  /** Sums are those of Gaussian experts. */
  private StoredModel withSums(StoredModel local, Observations rows) {
    if (model.family() != Gaussian.INSTANCE || local.mixture().isEmpty()) {
      return local;
    }
    return local.toBuilder().startSums(StartSums.of(model, rows)).build();
  }

  private StoredModel local(
      StoredModel climbed,
      LocalRecords records,
      String id,
      Observations rows,
      long seed,
      Progress progress) {
    return kind == StartKind.BOTH
        ? better(climbed, records.fit(id, rows, seed, progress), parameters() / 2.0)
        : climbed;
  }

  /**
   * The better of both ends, for a fit that is no machine's and may follow its rows alone. Of many
   * rows a part shows whether both ways end at one.
   */
  public StoredModel fitBothWays(
      LocalRecords records, String id, Observations rows, long seed, Progress progress) {
    StoredModel own = records.fit(id, rows, seed, progress);
    if (!LocalFit.allows(model, rows)) {
      return own;
    }
    Observations part = Subsample.of(rows, PART, Seeds.derive(seed, PART));
    return part.rows() < rows.rows() && endsAtOne(own, records, id, part, progress)
        ? own
        : better(climb(records, id, rows, progress), own, 0);
  }

  private boolean endsAtOne(
      StoredModel own, LocalRecords records, String id, Observations part, Progress progress) {
    if (own.mixture().isEmpty()) {
      return false;
    }
    double fromHere = fitOf(climb(records, id, part, progress)).getLogLikelihood();
    StoredModel again = records.fitFrom(own.mixture().get(), id, part, progress);
    return Math.abs(fromHere - fitOf(again).getLogLikelihood()) <= SAME_END;
  }

  /** What climbs from any model on these rows: where they are few, for five steps of EM. */
  public LocalRecords climbing(LocalRecords records, Observations rows) {
    if (!isFew(rows)) {
      return records;
    }
    FitOptions steps =
        records.options().toBuilder().maxIterations(STEPS).optimizer(Optimizer.EM).build();
    return new LocalRecords(records.columns(), steps, records.provenance());
  }

  private StoredModel climb(LocalRecords records, String id, Observations rows, Progress progress) {
    String from = "from the " + name();
    Progress told =
        status ->
            progress.report(
                status.startsWith(GIVEN) ? from + status.substring(GIVEN.length()) : status);
    StoredModel climbed = records.fitFrom(model, id, rows, told);
    List<StartRecord> starts =
        startsOf(climbed).stream()
            .map(start -> StartRecord.newBuilder(start).setKind(name()).build())
            .toList();
    return with(climbed, FitRecord.newBuilder(fitOf(climbed)).setStarts(starts).build());
  }

  private StoredModel saidToBeFew(StoredModel stepped, Observations rows) {
    List<StartRecord> starts =
        startsOf(stepped).stream()
            .map(start -> StartRecord.newBuilder(start).setNote("five EM steps").build())
            .toList();
    String reason =
        "five EM steps from the %s: %d rows are few for %d parameters"
            .formatted(name(), rows.rows(), parameters());
    return with(
        stepped, FitRecord.newBuilder(fitOf(stepped)).setStarts(starts).setReason(reason).build());
  }

  /** The own end if it gains more than so many nats, with the starts of both. */
  private static StoredModel better(StoredModel climbed, StoredModel own, double margin) {
    double gain = fitOf(own).getLogLikelihood() - fitOf(climbed).getLogLikelihood();
    boolean ownIsBetter = climbed.mixture().isEmpty() || gain > margin;
    StoredModel kept = ownIsBetter ? own : climbed;
    List<StartRecord> starts = new ArrayList<>(startsOf(climbed));
    for (StartRecord start : startsOf(own)) {
      starts.add(StartRecord.newBuilder(start).setStart(starts.size()).build());
    }
    return with(kept, FitRecord.newBuilder(fitOf(kept)).setStarts(starts).build());
  }

  private static StoredModel with(StoredModel model, FitRecord fit) {
    return model.toBuilder().fit(fit).build();
  }

  private static FitRecord fitOf(StoredModel model) {
    return model.fit().orElseThrow();
  }

  private static List<StartRecord> startsOf(StoredModel model) {
    return fitOf(model).getStarts();
  }

  private String name() {
    return kind == StartKind.MODEL ? "given model" : "pilot";
  }

  private boolean isFew(Observations rows) {
    return isFew(rows.rows(), model);
  }

  /** Whether a machine of this many rows takes steps instead of the climb. */
  static boolean isFew(long rows, MixtureOfExperts model) {
    return rows < (long) ROWS_PER_PARAMETER * model.freeParameters();
  }

  private int parameters() {
    return model.freeParameters();
  }
}
