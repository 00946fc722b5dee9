package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.model.MixtureOfExperts;

/** What runs are compared by, in a line each. */
final class RunFacts {

  private RunFacts() {}

  /**
   * @param tested metrics of the run's model on the test rows; a missing node without
   */
  static Map<String, String> of(RunContents run, JsonNode tested) {
    MixtureOfExperts model = run.model().mixture().orElseThrow();
    JsonNode training = run.run().path("training");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("response", run.response());
    facts.put("experts", Text.count(model.size()));
    facts.put("features", Text.count(model.dimension()));
    facts.put("machines", Text.count(machines(run)));
    facts.put("training rows", count(training.path("rows")));
    facts.put("BIC", number(training.path("bic")));
    facts.put("test rows", count(tested.path("rows")));
    facts.put("log-likelihood a row", number(tested.path("meanLogLikelihood")));
    facts.put("RMSE", number(tested.path("rmse")));
    facts.put("R-squared", Text.number(1 - tested.path("centredRpe").asDouble(Double.NaN)));
    facts.put("warnings", Text.count(run.run().path("warnings").size()));
    return facts;
  }

  private static long machines(RunContents run) {
    return run.model().aggregation().map(AggregationRecord::getLocals).orElse(List.of()).size();
  }

  private static String count(JsonNode number) {
    return number.isNumber() ? Text.count(number.asLong()) : Text.number(Double.NaN);
  }

  private static String number(JsonNode number) {
    return Text.number(number.asDouble(Double.NaN));
  }
}
