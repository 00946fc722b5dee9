package org.dmoe.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.plan.PlanKind;

/** An aggregation problem and its answer, computed outside this project (see golden/README.md). */
record GoldenCase(JsonNode root) {

  static GoldenCase read(String name) throws IOException {
    try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new GoldenCase(new ObjectMapper().readTree(in));
    }
  }

  int experts() {
    return root.get("targetExperts").asInt();
  }

  List<LocalModel> localModels() {
    List<LocalModel> models = new ArrayList<>();
    for (JsonNode node : root.get("localModels")) {
      String id = "machine-%03d".formatted(models.size());
      models.add(new LocalModel(id, mixture(node), node.get("sampleSize").asDouble()));
    }
    return models;
  }

  SupportingSample support() {
    return SupportingSample.of(List.of(), matrix(root.get("support")));
  }

  MixtureOfExperts initial() {
    return mixture(root.get("initial"));
  }

  /** The part that belongs to a plan. */
  JsonNode answer(PlanKind plan) {
    return plan == PlanKind.COMPONENT ? root.get("component") : root;
  }

  static MixtureOfExperts mixture(JsonNode node) {
    List<GaussianExpert> experts = new ArrayList<>();
    for (JsonNode expert : node.get("experts")) {
      experts.add(GaussianExpert.of(coefficients(expert), expert.get("variance").asDouble()));
    }
    List<double[]> gates = new ArrayList<>();
    node.get("gates").forEach(gate -> gates.add(coefficients(gate)));
    return MixtureOfExperts.of(SoftmaxGate.of(gates.toArray(double[][]::new)), experts);
  }

  static double[] vector(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  static double[][] matrix(JsonNode node) {
    double[][] rows = new double[node.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = vector(node.get(i));
    }
    return rows;
  }

  private static double[] coefficients(JsonNode node) {
    double[] slopes = vector(node.get("coefficients"));
    double[] all = new double[slopes.length + 1];
    all[0] = node.get("intercept").asDouble();
    System.arraycopy(slopes, 0, all, 1, slopes.length);
    return all;
  }
}
