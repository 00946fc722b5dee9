package org.dmoe.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dmoe.evaluate.Deviation;
import org.dmoe.evaluate.Metrics;

/** Metrics of models as JSON, by the models' names. */
public final class ScoreJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScoreJson() {}

  /** As text, without what pictures need. */
  public static String of(List<ModelScore> scores) throws JsonProcessingException {
    return text(tree(scores, metrics -> metrics.withDiagnostics(null)));
  }

  /** With what pictures need, where they were asked for. */
  static ObjectNode whole(List<ModelScore> scores) {
    return tree(scores, metrics -> metrics);
  }

  static String text(ObjectNode node) throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  private static ObjectNode tree(List<ModelScore> scores, UnaryOperator<Metrics> view) {
    ObjectNode models = JSON.createObjectNode();
    for (ModelScore score : scores) {
      ObjectNode model = JSON.valueToTree(view.apply(score.metrics().orElseThrow()));
      for (String key : List.of("diagnostics", "classes", "counts")) {
        if (model.path(key).isNull()) {
          model.remove(key);
        }
      }
      score.deviation().ifPresent(from -> model.set("reference", deviation(from)));
      models.set(score.name(), model);
    }
    return models;
  }

  private static ObjectNode deviation(Deviation from) {
    ObjectNode json = JSON.createObjectNode();
    json.put("relaxedCost", from.relaxedCost());
    json.put("transportCost", from.transportCost());
    from.parameters().ifPresent(error -> json.set("parameters", JSON.valueToTree(error)));
    return json;
  }
}
