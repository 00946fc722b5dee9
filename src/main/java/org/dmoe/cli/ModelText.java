package org.dmoe.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
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
    String head =
        String.format(
            Locale.ROOT, "%s: %s, %.6g rows", model.id(), model.status(), model.sampleSize());
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
