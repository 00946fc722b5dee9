package org.dmoe.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dmoe.inference.Coefficient;
import org.dmoe.inference.Effect;
import org.dmoe.inference.Estimate;
import org.dmoe.inference.Heterogeneity;
import org.dmoe.inference.MachineDifference;
import org.dmoe.inference.Term;
import org.dmoe.inference.WaldTest;

/** What is known of a model's certainty, for other programs. */
public final class InferenceTables {

  private InferenceTables() {}

  /** There is a column of classes, as "a against c", where there are any. */
  public static TidyTable coefficients(List<Coefficient> coefficients) {
    boolean classes = coefficients.stream().anyMatch(c -> !c.classes().isEmpty());
    List<String> header = new ArrayList<>(List.of("block", "expert", "against"));
    if (classes) {
      header.add("classes");
    }
    header.addAll(List.of("column", "level", "reference", "estimate", "standard_error"));
    header.addAll(List.of("statistic", "p_value", "low", "high", "note"));
    TidyTable table = new TidyTable(header.toArray(String[]::new));
    for (Coefficient c : coefficients) {
      Term term = c.term();
      Estimate e = c.estimate();
      boolean intercept = term.isIntercept() && c.block() != Coefficient.Block.DEVIATION;
      List<Object> row = new ArrayList<>();
      row.add(c.block().name().toLowerCase(Locale.ROOT));
      row.add(c.expert());
      row.add(c.against() == 0 ? "" : c.against());
      if (classes) {
        row.add(c.classes());
      }
      row.addAll(List.of(intercept ? "(intercept)" : term.column(), term.level()));
      row.addAll(List.of(term.reference(), e.value(), e.standardError(), e.ratio()));
      row.addAll(List.of(e.pValue(), e.low(), e.high(), e.note()));
      table.row(row.toArray());
    }
    return table;
  }

  /** The overall effect has no expert; there is a column of classes where there are any. */
  public static TidyTable effects(List<Effect> effects) {
    boolean classes = effects.stream().anyMatch(effect -> !effect.outcome().isEmpty());
    List<String> header = new ArrayList<>(List.of("column", "level", "reference"));
    if (classes) {
      header.add("class");
    }
    header.addAll(List.of("expert", "effect", "standard_error", "statistic"));
    header.addAll(List.of("p_value", "low", "high", "note"));
    TidyTable table = new TidyTable(header.toArray(String[]::new));
    for (Effect effect : effects) {
      addEffect(table, effect, classes, "", effect.overall());
      for (int k = 0; k < effect.within().size(); k++) {
        addEffect(table, effect, classes, k + 1, effect.within().get(k));
      }
    }
    return table;
  }

  private static void addEffect(
      TidyTable table, Effect effect, boolean classes, Object expert, Estimate e) {
    Term term = effect.term();
    List<Object> row = new ArrayList<>(List.of(term.column(), term.level(), term.reference()));
    if (classes) {
      row.add(effect.outcome());
    }
    row.addAll(List.of(expert, e.value(), e.standardError(), e.ratio()));
    row.addAll(List.of(e.pValue(), e.low(), e.high(), e.note()));
    table.row(row.toArray());
  }

  public static TidyTable tests(List<WaldTest> tests) {
    TidyTable table =
        new TidyTable("column", "hypothesis", "statistic", "degrees_of_freedom", "p_value", "note");
    for (WaldTest test : tests) {
      table.row(
          test.column(),
          test.hypothesis().words(),
          test.statistic(),
          test.degreesOfFreedom(),
          test.pValue(),
          test.note());
    }
    return table;
  }

  /** A machine as a whole has no block. */
  static TidyTable machines(List<MachineDifference> machines) {
    TidyTable table =
        new TidyTable("machine", "rows", "block", "statistic", "degrees_of_freedom", "p_value");
    for (MachineDifference machine : machines) {
      table.row(
          machine.id(),
          machine.rows(),
          "",
          machine.statistic(),
          machine.degreesOfFreedom(),
          machine.pValue());
      for (MachineDifference.BlockDifference block : machine.blocks()) {
        table.row(
            machine.id(),
            machine.rows(),
            block.name(),
            block.statistic(),
            block.degreesOfFreedom(),
            block.pValue());
      }
    }
    return table;
  }

  /** The test, and the ratio that only describes. */
  static TidyTable heterogeneity(Heterogeneity of) {
    TidyTable table =
        new TidyTable("name", "machines", "statistic", "degrees_of_freedom", "p_value", "note");
    long machines = of.score().machines();
    table.row(
        "score test",
        machines,
        of.score().statistic(),
        of.score().degreesOfFreedom(),
        of.score().pValue(),
        "");
    of.ratio()
        .ifPresent(
            ratio ->
                table.row(
                    "likelihood ratio",
                    machines,
                    ratio.statistic(),
                    ratio.degreesOfFreedom(),
                    Double.NaN,
                    "a description, no test"));
    return table;
  }
}
