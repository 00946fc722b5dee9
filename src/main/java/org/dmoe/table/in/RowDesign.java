package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.DesignEncoder;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;
import org.dmoe.table.TableKey;

/** Makes the rows that jobs see out of what files hold: covariates, response, weight, texts. */
final class RowDesign {

  private final FeatureSpec spec;
  private final ColumnSelection selection;
  private final DesignEncoder encoder;
  private final boolean plain;
  private final String[] levels;

  /** For each text that is passed on its place among those that are read. */
  private final int[] passedOn;

  private final String[] texts;
  private final double[] x;
  private final TextAdvice advice;
  private final ResponseReader response;
  private String reason = "";

  RowDesign(Configuration conf, TableOptions options) {
    spec = RowInputFormat.columns(conf);
    encoder = DesignEncoder.of(spec, options.roles().unseen() == ColumnRoles.Unseen.REFERENCE);
    plain = spec.isPlain();
    List<String> read = new ArrayList<>(spec.categories());
    levels = new String[read.size()];
    List<String> wanted = TableKey.TEXT_COLUMNS.getList(conf);
    passedOn = new int[wanted.size()];
    for (int t = 0; t < passedOn.length; t++) {
      if (!read.contains(wanted.get(t))) {
        read.add(wanted.get(t));
      }
      passedOn[t] = read.indexOf(wanted.get(t));
    }
    if (ResponseReader.isText(spec) && !read.contains(spec.response())) {
      read.add(spec.response());
    }
    response = new ResponseReader(spec, read.indexOf(spec.response()));
    texts = new String[passedOn.length];
    x = new double[encoder.dimension()];
    advice = new TextAdvice(conf, spec.numbers());
    selection =
        new ColumnSelection(spec.numbers(), numericResponse(), spec.weight(), read)
            .withExposure(spec.type().exposure())
            .withTimes(Set.copyOf(options.times()))
            .withSeconds(secondsSince1970(spec));
  }

  private String numericResponse() {
    return ResponseReader.isText(spec) ? "" : spec.response();
  }

  private static Set<String> secondsSince1970(FeatureSpec spec) {
    return spec.columns().stream()
        .filter(column -> TimeType.isSince1970(column.unit()))
        .map(FeatureColumn::name)
        .collect(Collectors.toSet());
  }

  /** What is read of a file. */
  ColumnSelection selection() {
    return selection;
  }

  /**
   * Completes a row.
   *
   * @param parsed what its parser made of it
   * @param value receives the row if it can be used
   */
  RowStatus encode(RowStatus parsed, ParsedRow row, RowWritable value) {
    RowStatus status = design(parsed, row);
    if (status != RowStatus.OK) {
      return status;
    }
    double[] covariates = plain ? row.x() : x;
    status = response.read(row);
    if (status != RowStatus.OK) {
      reason = response.reason();
      return status;
    }
    double y = response.y();
    if (isTooLarge(covariates, y)) {
      return RowStatus.BAD;
    }
    for (int t = 0; t < texts.length; t++) {
      texts[t] = row.texts()[passedOn[t]];
    }
    value.set(covariates, y, row.weight(), row.exposure(), texts);
    value.setRaw(encoder.raw());
    return RowStatus.OK;
  }

  /** Of a row that lacks a value, the encoder may know one. */
  private RowStatus design(RowStatus parsed, ParsedRow row) {
    if (plain || parsed == RowStatus.BAD || parsed == RowStatus.BLANK) {
      reason = row.reason();
      return parsed;
    }
    return encoded(row);
  }

  private RowStatus encoded(ParsedRow row) {
    if (response.isMissing(row)) {
      return missing(spec.response());
    }
    if (Double.isNaN(row.weight())) {
      return missing(spec.weight());
    }
    for (int c = 0; c < levels.length; c++) {
      levels[c] = row.isTextMissing(c) ? null : row.texts()[c];
    }
    DesignEncoder.Outcome outcome = encoder.encode(row.x(), levels, x);
    reason = encoder.reason();
    return switch (outcome) {
      case OK -> RowStatus.OK;
      case MISSING -> RowStatus.MISSING;
      case UNSEEN, OUTSIDE -> RowStatus.BAD;
    };
  }

  /** Whether rows to fit or score have a number whose square is out of range. */
  private boolean isTooLarge(double[] covariates, double y) {
    if (spec.response().isEmpty()) {
      return false;
    }
    for (int j = 0; j < encoder.dimension(); j++) {
      if (Math.abs(covariates[j]) > Observations.LARGEST) {
        return tooLarge(spec.features().get(j), covariates[j]);
      }
    }
    return Math.abs(y) > Observations.LARGEST && tooLarge(spec.response(), y);
  }

  private boolean tooLarge(String column, double value) {
    reason =
        "column '%s': the magnitude of %s is too large, at most %.0e is possible"
            .formatted(column, value, Observations.LARGEST);
    return true;
  }

  private RowStatus missing(String column) {
    reason = "column '" + column + "': missing";
    return RowStatus.MISSING;
  }

  /** What can be done about a row that was not completed, in words that follow the reason. */
  String advice(ParsedRow row) {
    return row.notNumber().map(advice::of).orElse("");
  }

  /** Why the last row was not completed. */
  String reason() {
    return reason;
  }
}
