package org.dmoe.io;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.io.avro.InferenceRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.Parameters;

/** What is known of the certainty of parameters, as it is stored. */
final class InferenceRecords {

  private InferenceRecords() {}

  static InferenceRecord toRecord(InferenceSummary inference) {
    ParameterCovariance covariance = inference.covariance();
    return new InferenceRecord(
        covariance.kind().name(),
        Arrays.stream(covariance.lower()).boxed().toList(),
        IntStream.of(covariance.notIdentified()).boxed().toList(),
        IntStream.of(covariance.atFloor()).boxed().toList(),
        covariance.machines(),
        covariance.approximate(),
        inference.rows(),
        inference.logLikelihood(),
        inference.shares());
  }

  /**
   * @param record null where nothing is known
   * @throws IllegalArgumentException in one line, if it is not what a covariance can be, or not of
   *     this mixture
   */
  static Optional<InferenceSummary> fromRecord(
      InferenceRecord record, Optional<MixtureOfExperts> mixture) {
    if (record == null || mixture.isEmpty()) {
      return Optional.empty();
    }
    ParameterCovariance covariance =
        new ParameterCovariance(
            kind(record.getKind()),
            record.getCovariance().stream().mapToDouble(Double::doubleValue).toArray(),
            indices(record.getNotIdentified()),
            indices(record.getAtFloor()),
            record.getMachines(),
            record.getApproximate());
    int nu = Parameters.layout(mixture.get()).size();
    if (covariance.size() != nu || record.getShares().size() != mixture.get().size()) {
      throw new IllegalArgumentException(
          "inference: a model of %d parameters, a covariance of %d, shares of %d experts"
              .formatted(nu, covariance.size(), record.getShares().size()));
    }
    return Optional.of(
        new InferenceSummary(
            covariance, record.getRows(), record.getLogLikelihood(), record.getShares()));
  }

  private static CovarianceKind kind(String name) {
    for (CovarianceKind kind : CovarianceKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("inference: there is no covariance '" + name + "'");
  }

  private static int[] indices(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
