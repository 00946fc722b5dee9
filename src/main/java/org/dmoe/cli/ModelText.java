package org.dmoe.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.model.MixtureOfExperts;

/** Models as text. */
final class ModelText {

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
    String head = "%s: %s, %s rows".formatted(model.id(), model.status(), rows(model.sampleSize()));
    head += model.fit().map(fit -> "\n" + fit(fit, model.sampleSize())).orElse("");
    if (model.mixture().isEmpty()) {
      return head;
    }
    MixtureOfExperts mixture = model.mixture().get();
    String response = model.response().isEmpty() ? "the response" : model.response();
    return head
        + "\n%d experts for %s over %d features\n\n"
            .formatted(mixture.size(), response, mixture.dimension())
        + parameters(model, mixture)
        + "\n\nThe gate's slopes are relative to the last expert.";
  }

  /** A sum of weights, which is most often a whole number. */
  private static String rows(double sampleSize) {
    return sampleSize == Math.rint(sampleSize)
        ? String.format(Locale.ROOT, "%.0f", sampleSize)
        : String.format(Locale.ROOT, "%.6g", sampleSize);
  }

  /** Where a local fit ended, what became of its starts, and its warnings. */
  private static String fit(FitRecord fit, double sampleSize) {
    StringBuilder text = new StringBuilder(fit.getReason());
    if (Double.isFinite(fit.getLogLikelihood())) {
      double perRow = fit.getLogLikelihood() / sampleSize;
      String reached = "log-likelihood %.2f (%.5f a row); ";
      text.insert(0, String.format(Locale.ROOT, reached, fit.getLogLikelihood(), perRow));
    }
    if (!fit.getStarts().isEmpty()) {
      SortedMap<String, Long> fates =
          fit.getStarts().stream()
              .collect(
                  Collectors.groupingBy(StartRecord::getNote, TreeMap::new, Collectors.counting()));
      List<String> counts =
          fates.entrySet().stream().map(fate -> fate.getValue() + " " + fate.getKey()).toList();
      text.append("\n%d starts: ".formatted(fit.getStarts().size()))
          .append(String.join(", ", counts));
    }
    fit.getWarnings().forEach(warning -> text.append("\nwarning: ").append(warning));
    return text.toString();
  }

  private static TextTable parameters(StoredModel model, MixtureOfExperts mixture) {
    List<String> header = new ArrayList<>(List.of(""));
    for (int k = 0; k < mixture.size(); k++) {
      header.add("expert " + (k + 1));
      header.add("gate " + (k + 1));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int j = 0; j <= mixture.dimension(); j++) {
      List<String> row = new ArrayList<>(List.of(name(model, j)));
      for (int k = 0; k < mixture.size(); k++) {
        row.add(number(mixture.expert(k).beta()[j]));
        row.add(number(mixture.gate().alpha(k)[j]));
      }
      table.row(row);
    }
    List<String> deviations = new ArrayList<>(List.of("standard deviation"));
    for (int k = 0; k < mixture.size(); k++) {
      deviations.add(number(Math.sqrt(mixture.expert(k).variance())));
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
