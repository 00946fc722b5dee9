package org.dmoe.pipeline;

import java.util.List;
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

  public static TidyTable coefficients(List<Coefficient> coefficients) {
    TidyTable table =
        new TidyTable(
            "block",
            "expert",
            "against",
            "column",
            "level",
            "reference",
            "estimate",
            "standard_error",
            "statistic",
            "p_value",
            "low",
            "high",
            "note");
    for (Coefficient c : coefficients) {
      Term term = c.term();
      Estimate e = c.estimate();
      boolean intercept = term.isIntercept() && c.block() != Coefficient.Block.DEVIATION;
      table.row(
          c.block().name().toLowerCase(java.util.Locale.ROOT),
          c.expert(),
          c.against() == 0 ? "" : c.against(),
          intercept ? "(intercept)" : term.column(),
          term.level(),
          term.reference(),
          e.value(),
          e.standardError(),
          e.ratio(),
          e.pValue(),
          e.low(),
          e.high(),
          e.note());
    }
    return table;
  }

  /** The overall effect has no expert. */
  public static TidyTable effects(List<Effect> effects) {
    TidyTable table =
        new TidyTable(
            "column",
            "level",
            "reference",
            "expert",
            "effect",
            "standard_error",
            "statistic",
            "p_value",
            "low",
            "high",
            "note");
    for (Effect effect : effects) {
      addEffect(table, effect.term(), "", effect.overall());
      for (int k = 0; k < effect.within().size(); k++) {
        addEffect(table, effect.term(), k + 1, effect.within().get(k));
      }
    }
    return table;
  }

  private static void addEffect(TidyTable table, Term term, Object expert, Estimate e) {
    table.row(
        term.column(),
        term.level(),
        term.reference(),
        expert,
        e.value(),
        e.standardError(),
        e.ratio(),
        e.pValue(),
        e.low(),
        e.high(),
        e.note());
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
