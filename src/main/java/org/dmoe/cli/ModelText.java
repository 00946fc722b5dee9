package org.dmoe.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dmoe.data.ResponseType;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.SharedNames;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.model.MixtureOfExperts;

/** Models as text. */
final class ModelText {

  private static final int WEIGHT_DECIMALS = 6;

  private ModelText() {}

  static String json(List<StoredModel> models) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (models.size() == 1) {
      ModelFiles.writeJson(out, models.get(0));
    } else {
      ModelFiles.writeJson(out, models);
    }
    return out.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  static String of(List<StoredModel> models) {
    return String.join("\n\n", models.stream().map(ModelText::of).toList());
  }

  private static String of(StoredModel model) {
    String head = "%s: %s, %s".formatted(model.id(), model.status(), size(model));
    head += model.fit().map(fit -> "\n" + fit(fit, model.sampleSize())).orElse("");
    if (model.mixture().isEmpty()) {
      return head;
    }
    MixtureOfExperts mixture = model.mixture().get();
    String response = model.fittedResponse("the response");
    return head
        + "\n%d experts for %s over %d features%s\n\n"
            .formatted(mixture.size(), response, mixture.dimension(), family(model))
        + parameters(model, mixture)
        + "\n\nThe gate's slopes are relative to the last expert."
        + shared(model)
        + chosen(model)
        + mixture.noise().map(noise -> "\n" + noise.inWords() + ".").orElse("");
  }

  private static String chosen(StoredModel model) {
    String lasso = model.provenance().get("lasso");
    return lasso == null ? "" : "\nTerms chosen by a lasso: " + lasso + ".";
  }

  private static String shared(StoredModel model) {
    List<String> names = SharedNames.of(model);
    return names.isEmpty()
        ? ""
        : "\nEqual in all experts by constraint: " + String.join(", ", names) + ".";
  }

  private static String family(StoredModel model) {
    ResponseType type = model.type();
    if (type.isGaussian()) {
      return "";
    }
    String classes = type.isText() ? " of the classes " + String.join(", ", type.classes()) : "";
    String within = type.exposure().isEmpty() ? "" : " within " + type.exposure();
    return "; family " + type.family() + classes + within;
  }

  /** Rows, and the sum of their weights where it is another number. */
  private static String size(StoredModel model) {
    double weight = model.sampleSize();
    return rows(model)
        .map(rows -> rows + " rows" + (rows == weight ? "" : ", sum of weights " + weight(weight)))
        .orElseGet(() -> "sample size " + weight(weight));
  }

  private static Optional<Long> rows(StoredModel model) {
    return model
        .fit()
        .map(FitRecord::getRows)
        .or(() -> model.aggregation().map(AggregationRecord::getRows));
  }

  /** A sum of weights, which is most often a whole number. */
  private static String weight(double sum) {
    return new BigDecimal(sum)
        .setScale(WEIGHT_DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Where a local fit ended, what became of its starts, and its warnings. */
  private static String fit(FitRecord fit, double sampleSize) {
    StringBuilder text = new StringBuilder(fit.getReason());
    if (Double.isFinite(fit.getLogLikelihood())) {
      double mean = fit.getLogLikelihood() / sampleSize;
      String unit = fit.getRows() == sampleSize ? "row" : "unit of weight";
      String reached = "log-likelihood %.2f (%.5f a %s); ";
      text.insert(0, String.format(Locale.ROOT, reached, fit.getLogLikelihood(), mean, unit));
    }
    if (!fit.getStarts().isEmpty()) {
      SortedMap<String, Long> outcomes =
          fit.getStarts().stream()
              .collect(
                  Collectors.groupingBy(StartRecord::getNote, TreeMap::new, Collectors.counting()));
      List<String> counts =
          outcomes.entrySet().stream()
              .map(report -> report.getValue() + " " + report.getKey())
              .toList();
      int starts = fit.getStarts().size();
      String head =
          starts == 1
              ? "\n1 start, " + fit.getStarts().get(0).getKind()
              : "\n" + starts + " starts";
      text.append(head).append(": ").append(String.join(", ", counts));
    }
    fit.getWarnings().forEach(warning -> text.append("\nwarning: ").append(warning));
    return text.toString();
  }

  /** A table for each linear predictor, the gate in the first. */
  private static String parameters(StoredModel model, MixtureOfExperts mixture) {
    List<String> tables = new ArrayList<>();
    tables.add(parameters(model, mixture, 0).toString());
    for (int c = 1; c < mixture.family().predictors(); c++) {
      tables.add(experts(model, mixture, c).toString());
    }
    return String.join("\n\n", tables);
  }

  /** Log odds of a class against the last; empty where there is one predictor. */
  private static String corner(StoredModel model, MixtureOfExperts mixture, int c) {
    List<String> classes = model.type().classes();
    return mixture.family().predictors() == 1
        ? ""
        : "%s against %s".formatted(classes.get(c), classes.get(classes.size() - 1));
  }

  private static TextTable experts(StoredModel model, MixtureOfExperts mixture, int c) {
    List<String> header = new ArrayList<>(List.of(corner(model, mixture, c)));
    for (int k = 0; k < mixture.size(); k++) {
      header.add("expert " + (k + 1));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int j = 0; j <= mixture.dimension(); j++) {
      List<String> row = new ArrayList<>(List.of(name(model, j)));
      for (int k = 0; k < mixture.size(); k++) {
        row.add(number(mixture.linearExpert(k).coefficients()[c][j]));
      }
      table.row(row);
    }
    return table;
  }

  private static TextTable parameters(StoredModel model, MixtureOfExperts mixture, int c) {
    List<String> header = new ArrayList<>(List.of(corner(model, mixture, c)));
    for (int k = 0; k < mixture.size(); k++) {
      header.add("expert " + (k + 1));
      header.add("gate " + (k + 1));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int j = 0; j <= mixture.dimension(); j++) {
      List<String> row = new ArrayList<>(List.of(name(model, j)));
      for (int k = 0; k < mixture.size(); k++) {
        row.add(number(mixture.linearExpert(k).coefficients()[c][j]));
        row.add(number(mixture.gate().alpha(k)[j]));
      }
      table.row(row);
    }
    if (!mixture.family().hasDispersion()) {
      return table;
    }
    List<String> deviations = new ArrayList<>(List.of("standard deviation"));
    for (int k = 0; k < mixture.size(); k++) {
      deviations.add(number(Math.sqrt(mixture.linearExpert(k).dispersion())));
      deviations.add("");
    }
    return table.row(deviations);
  }

  private static String name(StoredModel model, int j) {
    if (j == 0) {
      return "intercept";
    }
    return model.features().isEmpty() ? "x" + j : model.features().get(j - 1);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }
}
