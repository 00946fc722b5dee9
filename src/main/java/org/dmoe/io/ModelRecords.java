package org.dmoe.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.io.avro.EqualRecord;
import org.dmoe.io.avro.ExpertRecord;
import org.dmoe.io.avro.GateRecord;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.io.avro.NoiseRecord;
import org.dmoe.model.Design;
import org.dmoe.model.Expert;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.Undetermined;
import org.dmoe.model.family.Family;

/** Stored models and the Avro records that carry them, exact to the last bit either way. */
public final class ModelRecords {

  private static final String OK = "OK";

  private ModelRecords() {}

  /** The record of a model. */
  public static ModelRecord toRecord(StoredModel model) {
    ModelRecord record = new ModelRecord();
    record.setId(model.id());
    record.setStatus(model.status());
    record.setExperts(new ArrayList<>());
    record.setGates(new ArrayList<>());
    model.mixture().ifPresent(mixture -> addParameters(mixture, record));
    record.setSampleSize(model.sampleSize());
    record.setFeatures(model.features());
    record.setResponse(model.response());
    record.setFamily(FamilyRecords.toRecord(model.type()));
    record.setColumns(model.columns().stream().map(ColumnRecords::toRecord).toList());
    record.setFormula(model.formula().text());
    record.setGateFormula(model.formula().gateText());
    record.setEqual(equal(model));
    record.setNoise(
        model.mixture().flatMap(MixtureOfExperts::noise).map(ModelRecords::toRecord).orElse(null));
    record.setUndetermined(toRecords(model.undetermined()));
    record.setStatistics(ShareRecords.toRecords(model.statistics()));
    record.setStartSums(model.startSums().map(StartSumsRecords::toRecord).orElse(null));
    record.setFit(model.fit().orElse(null));
    record.setAggregation(model.aggregation().orElse(null));
    record.setInference(model.inference().map(InferenceRecords::toRecord).orElse(null));
    record.setProvenance(model.provenance());
    return record;
  }

  /**
   * The model of a record, after every check: experts and gates agree in number and dimension,
   * numbers are finite, variances and sample size positive, the last gate zero, the features as
   * many as the coefficients.
   *
   * @throws IllegalArgumentException in one line that names the expert or gate, counted from 1
   */
  public static StoredModel fromRecord(ModelRecord record) {
    List<FeatureColumn> columns = ColumnRecords.columns(record);
    Formula formula = ColumnRecords.formula(record);
    Optional<MixtureOfExperts> mixture = mixture(record);
    mixture.ifPresent(m -> checkFeatures(m, record));
    mixture = mixture.map(m -> m.withDesign(design(columns, formula, m.dimension(), record)));
    checkSampleSize(record.getSampleSize(), mixture.isPresent());
    return StoredModel.builder(record.getId(), mixture, record.getSampleSize())
        .status(record.getStatus())
        .names(record.getFeatures(), record.getResponse())
        .type(FamilyRecords.fromRecord(record.getFamily()))
        .columns(columns)
        .formula(formula)
        .fit(Optional.ofNullable(record.getFit()))
        .aggregation(Optional.ofNullable(record.getAggregation()))
        .provenance(record.getProvenance())
        .undetermined(undetermined(record))
        .statistics(ShareRecords.fromRecords(record.getStatistics()))
        .startSums(
            StartSumsRecords.fromRecord(
                record.getStartSums(), mixture.map(MixtureOfExperts::design).orElse(Design.FULL)))
        .inference(InferenceRecords.fromRecord(record.getInference(), mixture))
        .build();
  }

  private static Design design(
      List<FeatureColumn> columns, Formula formula, int dimension, ModelRecord record) {
    Design parts =
        columns.isEmpty() ? Design.FULL : new FeatureSpec(columns, "", "", formula).design();
    return EqualRecords.applied(record.getEqual(), parts, dimension, record.getFeatures())
        .withNoise(Optional.ofNullable(record.getNoise()).map(ModelRecords::fromRecord));
  }

  private static NoiseRecord toRecord(Noise noise) {
    return new NoiseRecord(noise.share(), noise.centre(), noise.scale());
  }

  private static Noise fromRecord(NoiseRecord record) {
    return new Noise(record.getShare(), record.getCentre(), record.getScale());
  }

  private static EqualRecord equal(StoredModel model) {
    return model
        .mixture()
        .map(m -> EqualRecords.toRecord(m.design(), m.dimension(), model.features()))
        .orElse(null);
  }

  private static List<GateRecord> toRecords(Undetermined undetermined) {
    List<GateRecord> records = new ArrayList<>();
    for (int i = 0; i < undetermined.size(); i++) {
      double[] direction = undetermined.direction(i);
      records.add(new GateRecord(direction[0], slopes(direction)));
    }
    return records;
  }

  private static Undetermined undetermined(ModelRecord record) {
    List<double[]> directions = new ArrayList<>();
    for (GateRecord direction : record.getUndetermined()) {
      double[] v = new double[direction.getCoefficients().size() + 1];
      v[0] = direction.getIntercept();
      for (int j = 1; j < v.length; j++) {
        v[j] = direction.getCoefficients().get(j - 1);
      }
      directions.add(v);
    }
    return Undetermined.of(directions);
  }

  private static void addParameters(MixtureOfExperts mixture, ModelRecord record) {
    for (int k = 0; k < mixture.size(); k++) {
      double[] alpha = mixture.gate().alpha(k);
      record.getExperts().add(toRecord(mixture.linearExpert(k)));
      record.getGates().add(new GateRecord(alpha[0], slopes(alpha)));
    }
  }

  private static ExpertRecord toRecord(Expert expert) {
    return expert instanceof GaussianExpert gaussian
        ? new ExpertRecord(
            gaussian.intercept(), slopes(gaussian.beta()), gaussian.variance(), List.of())
        : FamilyRecords.toRecord(expert);
  }

  static List<Double> slopes(double[] withIntercept) {
    List<Double> slopes = new ArrayList<>(withIntercept.length - 1);
    for (int j = 1; j < withIntercept.length; j++) {
      slopes.add(withIntercept[j]);
    }
    return slopes;
  }

  private static Optional<MixtureOfExperts> mixture(ModelRecord record) {
    List<ExpertRecord> experts = record.getExperts();
    List<GateRecord> gates = record.getGates();
    if (experts.size() != gates.size()) {
      throw new IllegalArgumentException(
          "there are " + experts.size() + " experts and " + gates.size() + " gates");
    }
    if (experts.isEmpty()) {
      if (record.getStatus().equals(OK) || record.getStatus().isBlank()) {
        throw new IllegalArgumentException("the model has no experts");
      }
      return Optional.empty();
    }
    int d = experts.get(0).getCoefficients().size();
    Family family = FamilyRecords.fromRecord(record.getFamily()).distribution();
    return Optional.of(MixtureOfExperts.of(family, gate(gates, d), experts(family, experts, d)));
  }

  private static List<Expert> experts(Family family, List<ExpertRecord> records, int d) {
    List<Expert> experts = new ArrayList<>(records.size());
    for (int k = 0; k < records.size(); k++) {
      String name = "expert " + (k + 1);
      ExpertRecord record = records.get(k);
      experts.add(
          family.hasDispersion()
              ? gaussian(record, name, d)
              : FamilyRecords.fromRecord(record, name, d));
    }
    return experts;
  }

  private static GaussianExpert gaussian(ExpertRecord record, String name, int d) {
    if (!record.getPredictors().isEmpty()) {
      throw new IllegalArgumentException(name + " has predictors, but the model names no family");
    }
    double[] beta = coefficients(name, record.getIntercept(), record.getCoefficients(), d);
    return GaussianExpert.of(beta, positive(record.getVariance(), name + ": variance"));
  }

  private static SoftmaxGate gate(List<GateRecord> records, int d) {
    double[][] alpha = new double[records.size()][];
    for (int k = 0; k < alpha.length; k++) {
      GateRecord record = records.get(k);
      alpha[k] =
          coefficients("gate " + (k + 1), record.getIntercept(), record.getCoefficients(), d);
    }
    for (double value : alpha[alpha.length - 1]) {
      if (value != 0) {
        throw new IllegalArgumentException(
            "gate "
                + alpha.length
                + ": the last gate must be all zero (subtract it from every gate): "
                + value);
      }
    }
    return SoftmaxGate.of(alpha);
  }

  static double[] coefficients(String name, double intercept, List<Double> slopes, int d) {
    if (slopes.size() != d) {
      throw new IllegalArgumentException(
          name + " has " + slopes.size() + " coefficients, expert 1 has " + d);
    }
    double[] all = new double[d + 1];
    all[0] = finite(intercept, name + ": intercept");
    for (int j = 0; j < d; j++) {
      all[j + 1] = finite(slopes.get(j), name + ": coefficient " + (j + 1));
    }
    return all;
  }

  private static void checkFeatures(MixtureOfExperts mixture, ModelRecord record) {
    List<String> features = record.getFeatures();
    if (!features.isEmpty() && features.size() != mixture.dimension()) {
      throw new IllegalArgumentException(
          "there are %d features and %d coefficients an expert"
              .formatted(features.size(), mixture.dimension()));
    }
    Optional<String> twice = ColumnNames.repeated(features);
    if (twice.isPresent()) {
      throw new IllegalArgumentException("feature '" + twice.get() + "' is named twice");
    }
    if (features.contains(record.getResponse())) {
      throw new IllegalArgumentException(
          "'" + record.getResponse() + "' is both response and feature");
    }
  }

  private static void checkSampleSize(double sampleSize, boolean hasMixture) {
    if (hasMixture) {
      positive(sampleSize, "sampleSize");
    } else if (!(sampleSize >= 0) || Double.isInfinite(sampleSize)) {
      throw new IllegalArgumentException("sampleSize must not be negative: " + sampleSize);
    }
  }

  private static double finite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " is not finite: " + value);
    }
    return value;
  }

  private static double positive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be positive and finite: " + value);
    }
    return value;
  }
}
