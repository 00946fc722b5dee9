package org.dmoe.io;

import java.util.List;
import java.util.Set;

/** Names in the JSON form of a model; they are those of the Avro schema. */
final class ModelJson {

  /** In the order in which they are written. */
  static final List<String> KEYS =
      List.of(
          "experts",
          "gates",
          "sampleSize",
          "features",
          "response",
          "family",
          "columns",
          "formula",
          "gateFormula",
          "equal",
          "noise",
          "undetermined",
          "statistics",
          "startSums",
          "id",
          "status",
          "fit",
          "aggregation",
          "inference",
          "provenance");

  /** Without these there is no model. */
  static final Set<String> REQUIRED = Set.of("experts", "gates", "sampleSize");

  /** Of an expert, in place of its other keys, where the family is not Gaussian. */
  static final String PREDICTORS = "predictors";

  /** What is written by the names of its terms, where the features have names. */
  static final String COEFFICIENTS = "coefficients";

  /** Where that is so. */
  static final Set<String> WITH_COEFFICIENTS = Set.of("experts", "gates");

  private ModelJson() {}
}
