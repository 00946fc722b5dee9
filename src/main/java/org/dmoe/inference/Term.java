package org.dmoe.inference;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.FeatureColumn;

/**
 * What a coefficient multiplies: 1, a number, or the indicator of a category's level.
 *
 * @param column of the table; empty for the intercept
 * @param level of a category; empty else
 * @param reference the level that it is compared with; empty else
 */
public record Term(String column, String level, String reference) {

  private static final Term INTERCEPT = new Term("", "", "");

  /** The p terms of d covariates, the intercept first. */
  public static List<Term> of(List<FeatureColumn> columns) {
    List<Term> terms = new ArrayList<>(List.of(INTERCEPT));
    for (FeatureColumn column : columns) {
      if (!column.isCategorical()) {
        terms.add(new Term(column.name(), "", ""));
        continue;
      }
      List<String> levels = column.levels();
      for (String level : levels.subList(1, levels.size())) {
        terms.add(new Term(column.name(), level, levels.get(0)));
      }
    }
    return terms;
  }

  public boolean isIntercept() {
    return column.isEmpty();
  }

  public boolean isLevel() {
    return !level.isEmpty();
  }

  /** For the user: the reference level is named. */
  public String name() {
    if (isIntercept()) {
      return "intercept";
    }
    return isLevel() ? "%s=%s (against %s)".formatted(column, level, reference) : column;
  }
}
