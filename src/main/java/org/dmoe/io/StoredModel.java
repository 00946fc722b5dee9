package org.dmoe.io;

import java.util.List;
import java.util.Map;
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

  /** A model in the making; of a usable status, and with nothing else known. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** A model with nothing known beside its mixture and sample size. */
  public static StoredModel of(String id, MixtureOfExperts mixture, double sampleSize) {
    return builder(id).mixture(mixture).sampleSize(sampleSize).build();
  }

  /**
   * How rows are made covariates and response; without columns where the features have no names.
   */
  public FeatureSpec spec() {
    return columns.isEmpty()
        ? new FeatureSpec(features, response)
        : new FeatureSpec(columns, response, "");
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    return new Builder(id)
        .status(status)
        .mixture(mixture)
        .sampleSize(sampleSize)
        .features(features)
        .response(response)
        .columns(columns)
        .fit(fit)
        .aggregation(aggregation)
        .provenance(provenance)
        .undetermined(undetermined);
  }

  /** The part that an aggregation needs; empty where there is no mixture. */
  public Optional<LocalModel> localModel() {
    return mixture.map(m -> new LocalModel(id, m, sampleSize, undetermined, Optional.empty()));
  }

  /** Collects what is known of a model. */
  public static final class Builder {

    private String id;
    private String status = "OK";
    private Optional<MixtureOfExperts> mixture = Optional.empty();
    private double sampleSize;
    private List<String> features = List.of();
    private String response = "";
    private List<FeatureColumn> columns = List.of();
    private Optional<FitRecord> fit = Optional.empty();
    private Optional<AggregationRecord> aggregation = Optional.empty();
    private Map<String, String> provenance = Map.of();
    private Undetermined undetermined = Undetermined.NOTHING;

    private Builder(String id) {
      this.id = id;
    }

    public Builder id(String name) {
      id = name;
      return this;
    }

    public Builder status(String name) {
      status = name;
      return this;
    }

    public Builder mixture(MixtureOfExperts fitted) {
      return mixture(Optional.of(fitted));
    }

    public Builder mixture(Optional<MixtureOfExperts> fitted) {
      mixture = fitted;
      return this;
    }

    public Builder sampleSize(double weight) {
      sampleSize = weight;
      return this;
    }

    public Builder features(List<String> names) {
      features = names;
      return this;
    }

    public Builder response(String name) {
      response = name;
      return this;
    }

    public Builder columns(List<FeatureColumn> ofTable) {
      columns = ofTable;
      return this;
    }

    public Builder fit(FitRecord record) {
      return fit(Optional.of(record));
    }

    public Builder fit(Optional<FitRecord> record) {
      fit = record;
      return this;
    }

    public Builder aggregation(AggregationRecord record) {
      return aggregation(Optional.of(record));
    }

    public Builder aggregation(Optional<AggregationRecord> record) {
      aggregation = record;
      return this;
    }

    public Builder provenance(Map<String, String> origin) {
      provenance = origin;
      return this;
    }

    public Builder undetermined(Undetermined directions) {
      undetermined = directions;
      return this;
    }

    /**
     * @throws NullPointerException if something is null
     */
    public StoredModel build() {
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
          new TreeMap<>(provenance),
          undetermined);
    }
  }
}
