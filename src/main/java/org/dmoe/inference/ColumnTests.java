package org.dmoe.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.data.FeatureColumn;
import org.dmoe.em.likelihood.ParameterLayout;

/** Wald tests of each column of the table: all levels of a category together. */
public final class ColumnTests {

  private ColumnTests() {}

  /** Of all columns, in their order. */
  public static List<WaldTest> of(Inference inference) {
    List<WaldTest> tests = new ArrayList<>();
    int next = 1;
    for (FeatureColumn column : inference.columns()) {
      int terms = column.covariates().size();
      if (terms > 0) {
        addColumn(inference, column.name(), next, next + terms, tests);
      }
      next += terms;
    }
    return tests;
  }

  private static void addColumn(
      Inference inference, String name, int from, int to, List<WaldTest> tests) {
    ParameterLayout layout = inference.layout();
    List<Contrast> experts = new ArrayList<>();
    List<Contrast> gates = new ArrayList<>();
    List<Contrast> differences = new ArrayList<>();
    for (int j = from; j < to; j++) {
      for (int k = 0; k < layout.K() && layout.design().expertsHave(j); k++) {
        for (int c = 0; c < layout.q(); c++) {
          int own = layout.mean(k) + c * layout.p() + j;
          experts.add(Contrast.of(own));
          if (k < layout.K() - 1) {
            differences.add(Contrast.difference(own, own + layout.q() * layout.p()));
          }
        }
      }
      for (int k = 0; k < layout.K() - 1 && layout.design().gateHas(j); k++) {
        gates.add(Contrast.of(layout.gate(k) + j));
      }
    }
    add(name, WaldTest.Hypothesis.EXPERTS, inference, experts, tests);
    add(name, WaldTest.Hypothesis.GATE, inference, gates, tests);
    if (!experts.isEmpty() && !gates.isEmpty()) {
      List<Contrast> both = new ArrayList<>(experts);
      both.addAll(gates);
      add(name, WaldTest.Hypothesis.BOTH, inference, both, tests);
    }
    if (IntStream.range(from, to).allMatch(layout.design()::isEqual) && !differences.isEmpty()) {
      tests.add(WaldTest.byConstraint(name));
    } else {
      add(name, WaldTest.Hypothesis.EQUAL, inference, differences, tests);
    }
  }

  private static void add(
      String name,
      WaldTest.Hypothesis hypothesis,
      Inference inference,
      List<Contrast> contrasts,
      List<WaldTest> tests) {
    if (!contrasts.isEmpty()) {
      tests.add(WaldTest.of(name, hypothesis, inference, contrasts));
    }
  }
}
