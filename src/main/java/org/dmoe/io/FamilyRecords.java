package org.dmoe.io;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.ResponseType;
import org.dmoe.io.avro.ExpertRecord;
import org.dmoe.io.avro.FamilyRecord;
import org.dmoe.io.avro.GateRecord;
import org.dmoe.model.Expert;
import org.dmoe.model.LinearExpert;

/** Families of responses and their experts, and the Avro records that carry them. */
final class FamilyRecords {

  private FamilyRecords() {}

  /** Null for numbers, which records without a family have. */
  static FamilyRecord toRecord(ResponseType type) {
    return type.isGaussian()
        ? null
        : new FamilyRecord(type.family(), type.classes(), type.exposure());
  }

  /**
   * @param record null for numbers
   * @throws IllegalArgumentException if there is no such family, or it has no such classes
   */
  static ResponseType fromRecord(FamilyRecord record) {
    if (record == null) {
      return ResponseType.GAUSSIAN;
    }
    ResponseType type =
        new ResponseType(record.getName(), record.getClasses(), record.getExposure());
    type.distribution();
    return type;
  }

  /** An expert of any family but the Gaussian. */
  static ExpertRecord toRecord(Expert expert) {
    List<GateRecord> predictors = new ArrayList<>();
    for (double[] row : expert.coefficients()) {
      predictors.add(new GateRecord(row[0], ModelRecords.slopes(row)));
    }
    GateRecord first = predictors.get(0);
    return new ExpertRecord(first.getIntercept(), first.getCoefficients(), Double.NaN, predictors);
  }

  /**
   * @param name of the expert, for messages
   * @param d number of covariates
   * @throws IllegalArgumentException if a number is not finite or they are not d
   */
  static Expert fromRecord(ExpertRecord record, String name, int d) {
    List<GateRecord> predictors = record.getPredictors();
    if (predictors.isEmpty()) {
      throw new IllegalArgumentException(name + " has no predictors, which its family needs");
    }
    double[][] rows = new double[predictors.size()][];
    for (int c = 0; c < rows.length; c++) {
      GateRecord row = predictors.get(c);
      String where = rows.length == 1 ? name : name + ", predictor " + (c + 1);
      rows[c] = ModelRecords.coefficients(where, row.getIntercept(), row.getCoefficients(), d);
    }
    return LinearExpert.of(rows);
  }
}
