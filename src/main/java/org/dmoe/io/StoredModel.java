package org.dmoe.io;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Undetermined;

/**
 * A model as files hold it: the mixture, what its numbers belong to, and how it came about.
 *
 * @param id identity of the rows it was fitted to; of a global model, its aggregator
 * @param status how the fit ended
 * @param mixture empty where the fit gave no model
 * @param sampleSize sum of the weights of the rows
 * @param features names of the covariates; empty where they are not known
 * @param response name of the response; empty where it is not known
 * @param columns of a table of which the covariates are made; empty where each is a column
 * @param fit diagnostics of a local fit
 * @param aggregation diagnostics of an aggregation
 * @param provenance seed, options, versions
 * @param undetermined what the rows cannot say of the coefficients
 */
public record StoredModel(
    String id,
    String status,
    Optional<MixtureOfExperts> mixture,
    double sampleSize,
    List<String> features,
    String response,
    List<FeatureColumn> columns,
    Optional<FitRecord> fit,
    Optional<AggregationRecord> aggregation,
    SortedMap<String, String> provenance,
    Undetermined undetermined) {

  public StoredModel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(mixture, "mixture");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(fit, "fit");
    Objects.requireNonNull(aggregation, "aggregation");
    Objects.requireNonNull(undetermined, "undetermined");
    features = List.copyOf(features);
    columns = List.copyOf(columns);
    provenance = new TreeMap<>(provenance);
  }

  /** A model of rows that determine all of it. */
  public StoredModel(
      String id,
      String status,
      Optional<MixtureOfExperts> mixture,
      double sampleSize,
      List<String> features,
      String response,
      List<FeatureColumn> columns,
      Optional<FitRecord> fit,
      Optional<AggregationRecord> aggregation,
      SortedMap<String, String> provenance) {
    this(
        id,
        status,
        mixture,
        sampleSize,
        features,
        response,
        columns,
        fit,
        aggregation,
        provenance,
        Undetermined.NOTHING);
  }

  /** A model whose covariates are columns of which nothing more than the names is known. */
  public StoredModel(
      String id,
      String status,
      Optional<MixtureOfExperts> mixture,
      double sampleSize,
      List<String> features,
      String response,
      Optional<FitRecord> fit,
      Optional<AggregationRecord> aggregation,
      SortedMap<String, String> provenance) {
    this(
        id,
        status,
        mixture,
        sampleSize,
        features,
        response,
        List.of(),
        fit,
        aggregation,
        provenance);
  }

  /** A model with nothing known beside its mixture and sample size. */
  public static StoredModel of(String id, MixtureOfExperts mixture, double sampleSize) {
    return new StoredModel(
        id,
        "OK",
        Optional.of(mixture),
        sampleSize,
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>());
  }

  /**
   * How rows are made covariates and response; without columns where the features have no names.
   */
  public FeatureSpec spec() {
    return columns.isEmpty()
        ? new FeatureSpec(features, response)
        : new FeatureSpec(columns, response, "");
  }

  /** This model of rows that leave something undetermined. */
  public StoredModel with(Undetermined directions) {
    return new StoredModel(
        id,
        status,
        mixture,
        sampleSize,
        features,
        response,
        columns,
        fit,
        aggregation,
        provenance,
        directions);
  }

  /** The part that an aggregation needs; empty where there is no mixture. */
  public Optional<LocalModel> localModel() {
    return mixture.map(m -> new LocalModel(id, m, sampleSize, undetermined));
  }
}
