package org.dmoe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dmoe.evaluate.Deviation;
import org.dmoe.pipeline.ModelScore;

/** Metrics of models as JSON, by the models' names. */
final class ScoreJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScoreJson() {}

  static String of(List<ModelScore> scores) throws JsonProcessingException {
    ObjectNode models = JSON.createObjectNode();
    for (ModelScore score : scores) {
      ObjectNode model = JSON.valueToTree(score.metrics().orElseThrow());
      score.deviation().ifPresent(from -> model.set("reference", deviation(from)));
      models.set(score.name(), model);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(models);
  }

  private static ObjectNode deviation(Deviation from) {
    ObjectNode json = JSON.createObjectNode();
    json.put("relaxedCost", from.relaxedCost());
    json.put("transportCost", from.transportCost());
    from.parameters().ifPresent(error -> json.set("parameters", JSON.valueToTree(error)));
    return json;
  }
}
