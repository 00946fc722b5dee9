package org.dmoe.mapreduce.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitDiagnostics;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.em.StartFate;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.mapreduce.StableHash;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;

/** Local fits as they are stored. */
final class LocalRecords {

  private LocalRecords() {}

  /** Fits a mixture to rows, with a seed made of the options' and the rows' identity. */
  static StoredModel fit(
      String id, Observations rows, FeatureSpec columns, FitJobOptions options, Progress progress) {
    long start = System.nanoTime();
    FitResult result =
        LocalFit.fit(
            rows, options.fit(), columns.features(), StableHash.of(options.seed(), id), progress);
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    return of(id, result, columns, seconds, options.provenance());
  }

  /** The optimum above another machine's model on these rows. */
  static StoredModel fitFrom(
      MixtureOfExperts start,
      String id,
      Observations rows,
      FeatureSpec columns,
      FitJobOptions options,
      Progress progress) {
    long begin = System.nanoTime();
    FitResult result = LocalFit.fitFrom(start, rows, options.fit(), columns.features(), progress);
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    return of(id, result, columns, seconds, options.provenance());
  }

  /**
   * @param id identity of the rows
   * @param seconds that the fit took
   */
  static StoredModel of(
      String id,
      FitResult result,
      FeatureSpec columns,
      double seconds,
      Map<String, String> provenance) {
    return new StoredModel(
        id,
        result.status().name(),
        result.model(),
        result.diagnostics().weight(),
        columns.features(),
        columns.response(),
        columns.isPlain() ? List.of() : columns.columns(),
        Optional.of(fitRecord(result.diagnostics(), seconds)),
        Optional.empty(),
        new TreeMap<>(provenance));
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

  private static StartRecord startRecord(StartFate fate) {
    return new StartRecord(
        fate.start(), fate.kind(), fate.iterations(), fate.logLikelihood(), fate.note());
  }
}
