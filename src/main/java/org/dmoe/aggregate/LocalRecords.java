package org.dmoe.aggregate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitDiagnostics;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.em.SparseFit;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.em.search.StartReport;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;

/**
 * Local fits as they are stored.
 *
 * @param columns of the rows
 * @param options of the fits
 * @param provenance what the records say of their origin
 */
public record LocalRecords(
    FeatureSpec columns, FitOptions options, Map<String, String> provenance) {

  /** The fits have the design of the columns and the family of the response. */
  public LocalRecords {
    options =
        options.toBuilder().design(columns.design()).family(columns.type().distribution()).build();
  }

  /**
   * Fits a mixture to rows.
   *
   * @param id identity of the rows
   * @param seed made of the run's and the rows' identity
   */
  public StoredModel fit(String id, Observations rows, long seed, Progress progress) {
    return timed(id, () -> LocalFit.fit(rows, options, columns, seed, progress));
  }

  /** The optimum above another machine's model on these rows. */
  public StoredModel fitFrom(
      MixtureOfExperts start, String id, Observations rows, Progress progress) {
    return timed(id, () -> LocalFit.fitFrom(start, rows, options, columns, progress));
  }

  /**
   * The sparse mixture of these rows.
   *
   * @param start of its path; empty for the local fit
   * @param parts that are to be sparse
   * @param seed of the local fit
   */
  public StoredModel fitSparse(
      Optional<MixtureOfExperts> start,
      String id,
      Observations rows,
      LassoParts parts,
      long seed,
      Progress progress) {
    return timed(id, () -> SparseFit.fit(start, rows, options, parts, columns, seed, progress));
  }

  private StoredModel timed(String id, Supplier<FitResult> fit) {
    long start = System.nanoTime();
    FitResult result = fit.get();
    return of(id, result, (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
  }

  /**
   * @param id identity of the rows
   * @param seconds that the fit took
   */
  public StoredModel of(String id, FitResult result, double seconds) {
    return StoredModel.builder(id, result.model(), result.diagnostics().weight())
        .status(result.status().name())
        .names(columns.features(), columns.response())
        .type(columns.type())
        .columns(columns.isPlain() ? List.of() : columns.columns())
        .formula(columns.formula())
        .fit(fitRecord(result.diagnostics(), seconds))
        .provenance(provenance)
        .undetermined(result.diagnostics().undetermined())
        .statistics(result.diagnostics().statistics())
        .build();
  }

  private static FitRecord fitRecord(FitDiagnostics diagnostics, double seconds) {
    return new FitRecord(
        (long) diagnostics.rows(),
        diagnostics.logLikelihood(),
        diagnostics.iterations(),
        diagnostics.reason(),
        seconds,
        diagnostics.starts().stream().map(LocalRecords::startRecord).toList(),
        diagnostics.warnings());
  }

  private static StartRecord startRecord(StartReport report) {
    return new StartRecord(
        report.start(), report.kind(), report.iterations(), report.logLikelihood(), report.note());
  }
}
