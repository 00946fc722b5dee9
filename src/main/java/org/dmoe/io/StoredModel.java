package org.dmoe.io;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.formula.Formula;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Undetermined;
import org.dmoe.model.family.Family;
import org.dmoe.refine.StartSums;

/**
 * A model as files hold it: the mixture, what its numbers belong to, and how it came about.
 *
 * @param id identity of the rows it was fitted to; of a global model, its aggregator
 * @param status how the fit ended
 * @param mixture empty where the fit gave no model
 * @param sampleSize sum of the weights of the rows
 * @param features names of the covariates; empty where they are not known
 * @param response name of the response; empty where it is not known
 * @param type what the response is
 * @param columns of a table of which the covariates are made; empty where each is a column
 * @param formula by which they are made of the columns
 * @param fit diagnostics of a local fit
 * @param aggregation diagnostics of an aggregation
 * @param provenance seed, options, versions
 * @param undetermined what the rows cannot say of the coefficients
 * @param statistics of the rows at the mixture, of a local model
 * @param startSums of the rows at the common start, of a local model of few rows
 * @param inference what a pass has found of the mixture's certainty
 */
public record StoredModel(
    String id,
    String status,
    Optional<MixtureOfExperts> mixture,
    double sampleSize,
    List<String> features,
    String response,
    ResponseType type,
    List<FeatureColumn> columns,
    Formula formula,
    Optional<FitRecord> fit,
    Optional<AggregationRecord> aggregation,
    SortedMap<String, String> provenance,
    Undetermined undetermined,
    Optional<EmStatistics> statistics,
    Optional<StartSums> startSums,
    Optional<InferenceSummary> inference) {

  /**
   * A mixture of another family than the Gaussian says itself what its response is, where nothing
   * more is known.
   *
   * @throws IllegalArgumentException if mixture and response are of two families
   */
  public StoredModel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(mixture, "mixture");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(formula, "formula");
    Objects.requireNonNull(fit, "fit");
    Objects.requireNonNull(aggregation, "aggregation");
    Objects.requireNonNull(undetermined, "undetermined");
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(startSums, "startSums");
    Objects.requireNonNull(inference, "inference");
    type = mixture.isPresent() ? typeOf(mixture.get().family(), type) : type;
    features = List.copyOf(features);
    columns = List.copyOf(columns);
    provenance = new TreeMap<>(provenance);
  }

  private static ResponseType typeOf(Family family, ResponseType known) {
    if (known.family().equals(family.id())) {
      return known;
    }
    if (!known.isGaussian()) {
      throw new IllegalArgumentException(
          "the experts are of family %s, the response %s".formatted(family.id(), known.family()));
    }
    return ResponseType.of(family.id()).withClasses(family.classes());
  }

  /** A model with nothing known beside its mixture and sample size. */
  public static StoredModel of(String id, MixtureOfExperts mixture, double sampleSize) {
    return builder(id, Optional.of(mixture), sampleSize).build();
  }

  /** A model of which nothing else is known yet; its status is OK. */
  public static Builder builder(String id, Optional<MixtureOfExperts> mixture, double sampleSize) {
    return new Builder(id, mixture, sampleSize);
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    return builder(id, mixture, sampleSize)
        .status(status)
        .namesOf(this)
        .fit(fit)
        .aggregation(aggregation)
        .provenance(provenance)
        .undetermined(undetermined)
        .statistics(statistics)
        .startSums(startSums)
        .inference(inference);
  }

  /** The same under another identity. */
  public StoredModel withId(String other) {
    Builder copy = toBuilder();
    copy.id = other;
    return copy.build();
  }

  /** Another mixture over the same columns; what is known of a fit to rows does not hold for it. */
  public StoredModel withMixture(MixtureOfExperts other, double size) {
    return builder(id, Optional.of(other), size)
        .status(status)
        .namesOf(this)
        .aggregation(aggregation)
        .provenance(provenance)
        .undetermined(undetermined)
        .build();
  }

  /**
   * How rows are made covariates and response; without columns where the features have no names.
   */
  public FeatureSpec spec() {
    FeatureSpec spec =
        columns.isEmpty()
            ? new FeatureSpec(features, response)
            : new FeatureSpec(columns, response, "", formula);
    return spec.withType(type);
  }

  /**
   * What the experts describe: the response, or the function of it that a formula has.
   *
   * @param unnamed what stands for a response without a name
   */
  public String fittedResponse(String unnamed) {
    return formula.scale().text(response.isEmpty() ? unnamed : response);
  }

  /** The part that an aggregation needs; empty where there is no mixture. */
  public Optional<LocalModel> localModel() {
    return mixture.map(m -> new LocalModel(id, m, sampleSize, undetermined, statistics));
  }

  /** Collects what is known of a model. */
  public static final class Builder {

    private String id;
    private final Optional<MixtureOfExperts> mixture;
    private final double sampleSize;
    private String status = "OK";
    private List<String> features = List.of();
    private String response = "";
    private ResponseType type = ResponseType.GAUSSIAN;
    private List<FeatureColumn> columns = List.of();
    private Formula formula = Formula.NONE;
    private Optional<FitRecord> fit = Optional.empty();
    private Optional<AggregationRecord> aggregation = Optional.empty();
    private SortedMap<String, String> provenance = new TreeMap<>();
    private Undetermined undetermined = Undetermined.NOTHING;
    private Optional<EmStatistics> statistics = Optional.empty();
    private Optional<StartSums> startSums = Optional.empty();
    private Optional<InferenceSummary> inference = Optional.empty();

    private Builder(String id, Optional<MixtureOfExperts> mixture, double sampleSize) {
      this.id = id;
      this.mixture = mixture;
      this.sampleSize = sampleSize;
    }

    public Builder status(String outcome) {
      status = outcome;
      return this;
    }

    /** Covariates that are columns of numbers each, and the response. */
    public Builder names(List<String> ofCovariates, String ofResponse) {
      features = ofCovariates;
      response = ofResponse;
      columns = List.of();
      formula = Formula.NONE;
      return this;
    }

    /** Covariates and response as of another model. */
    public Builder namesOf(StoredModel that) {
      return names(that.features, that.response)
          .type(that.type)
          .columns(that.columns)
          .formula(that.formula);
    }

    /** What the response is; by default a number, or what the mixture's family says. */
    public Builder type(ResponseType ofResponse) {
      type = ofResponse;
      return this;
    }

    /** The columns of which the covariates are made; call it after {@link #names}. */
    public Builder columns(List<FeatureColumn> ofTable) {
      columns = ofTable;
      return this;
    }

    /** How covariates are made of the columns; call it after {@link #names}. */
    public Builder formula(Formula ofTerms) {
      formula = ofTerms;
      return this;
    }

    public Builder fit(FitRecord diagnostics) {
      return fit(Optional.of(diagnostics));
    }

    Builder fit(Optional<FitRecord> diagnostics) {
      fit = diagnostics;
      return this;
    }

    public Builder aggregation(AggregationRecord diagnostics) {
      return aggregation(Optional.of(diagnostics));
    }

    Builder aggregation(Optional<AggregationRecord> diagnostics) {
      aggregation = diagnostics;
      return this;
    }

    public Builder provenance(Map<String, String> entries) {
      provenance = new TreeMap<>(entries);
      return this;
    }

    public Builder undetermined(Undetermined directions) {
      undetermined = directions;
      return this;
    }

    public Builder statistics(Optional<EmStatistics> ofRows) {
      statistics = ofRows;
      return this;
    }

    public Builder startSums(Optional<StartSums> ofRows) {
      startSums = ofRows;
      return this;
    }

    public Builder inference(Optional<InferenceSummary> ofPass) {
      inference = ofPass;
      return this;
    }

    public StoredModel build() {
      return new StoredModel(
          id,
          status,
          mixture,
          sampleSize,
          features,
          response,
          type,
          columns,
          formula,
          fit,
          aggregation,
          provenance,
          undetermined,
          statistics,
          startSums,
          inference);
    }
  }
}
