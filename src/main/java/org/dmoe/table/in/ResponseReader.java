package org.dmoe.table.in;

import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.formula.ResponseScale;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.model.family.Family;

/** Makes the response of a row out of its cell: a number, a function of it, or a class's number. */
final class ResponseReader {

  private final String column;
  private final ResponseType type;
  private final ResponseScale scale;
  private final Family family;

  /** Of the response among the texts of a row; -1 where it is a number. */
  private final int place;

  private double y;
  private String reason = "";

  /**
   * @param place of the response among the texts that are read; not looked at where it is a number
   */
  ResponseReader(FeatureSpec spec, int place) {
    this.column = spec.response();
    this.type = spec.type();
    this.scale = spec.formula().scale();
    this.family = type.distribution();
    this.place = isText(spec) ? place : -1;
  }

  /** Whether the response is read as a text. */
  static boolean isText(FeatureSpec spec) {
    return !spec.response().isEmpty() && spec.type().isText();
  }

  /**
   * Reads the response of a row whose covariates are complete.
   *
   * @return OK, MISSING or BAD
   */
  RowStatus read(ParsedRow row) {
    y = Double.NaN;
    if (Double.isNaN(row.exposure())) {
      return missing(type.exposure());
    }
    if (isMissing(row)) {
      return missing(column);
    }
    if (column.isEmpty()) {
      return requireExposure(row.exposure());
    }
    return place >= 0 ? ofText(row) : ofNumber(row.y(), row.exposure());
  }

  /** Whether a row has no response though one is wanted. */
  boolean isMissing(ParsedRow row) {
    return !column.isEmpty() && (place >= 0 ? row.isTextMissing(place) : Double.isNaN(row.y()));
  }

  private RowStatus requireExposure(double exposure) {
    return type.isGaussian() ? RowStatus.OK : require(0, exposure);
  }

  private RowStatus ofText(ParsedRow row) {
    String text = row.texts()[place];
    if (type.number(text).isEmpty()) {
      return bad(
          "response '%s': '%s' is not one of the classes %s"
              .formatted(column, text, String.join(", ", type.classes())));
    }
    y = type.number(text).get();
    return RowStatus.OK;
  }

  private RowStatus ofNumber(double value, double exposure) {
    y = scale.apply(value);
    if (type.isGaussian()) {
      return Double.isFinite(y) ? RowStatus.OK : bad(outside(value));
    }
    return require(y, exposure);
  }

  private String outside(double value) {
    return "response '%s' is not a number where '%s' is %s"
        .formatted(scale.text(column), column, value);
  }

  private RowStatus require(double value, double exposure) {
    try {
      family.requireResponse(value, exposure);
      return RowStatus.OK;
    } catch (IllegalArgumentException e) {
      return bad("response '%s': %s%s".formatted(column, e.getMessage(), advice(value, exposure)));
    }
  }

  /** The family that would take such a response. */
  private String advice(double value, double exposure) {
    boolean whole = value >= 0 && value == Math.rint(value);
    if (!type.exposure().isEmpty() || exposure != 1) {
      return "";
    }
    if (type.family().equals(ResponseType.BINOMIAL) && whole) {
      return " (--trials names the column of trials; --family poisson takes counts)";
    }
    return " (--family gaussian takes any number)";
  }

  private RowStatus missing(String name) {
    reason = "column '" + name + "': missing";
    return RowStatus.MISSING;
  }

  private RowStatus bad(String why) {
    reason = why;
    return RowStatus.BAD;
  }

  /** The response read last. */
  double y() {
    return y;
  }

  /** Why the last row has none. */
  String reason() {
    return reason;
  }
}
