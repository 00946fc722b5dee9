package org.dmoe.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.RawRows;

/**
 * How a column of the table moves the covariates of a supporting row: a number by derivatives, a
 * category from its reference to a level. Without a formula a column moves its own covariates; with
 * one, all that are made of it.
 */
abstract class ColumnChange {

  private final Term term;
  private final int[] covariates;

  private ColumnChange(Term term, int[] covariates) {
    this.term = term;
    this.covariates = covariates;
  }

  /** The column, or its level against the reference. */
  final Term term() {
    return term;
  }

  /** Numbers of the covariates that may move. */
  final int[] covariates() {
    return covariates;
  }

  /** Of a number: derivatives of {@link #covariates} at a row. */
  abstract double[] derivative(int row);

  /** Of a category: the covariates of a row at the level, or at its reference. */
  abstract double[] at(int row, double[] x, boolean reference);

  /** Of covariates that are columns, or indicators of levels, one each. */
  static List<ColumnChange> ofTerms(List<Term> terms) {
    List<ColumnChange> all = new ArrayList<>();
    for (int j = 1; j < terms.size(); j++) {
      all.add(new OfCovariate(terms, j - 1));
    }
    return all;
  }

  /** Of a table's columns, from which a formula makes d covariates. */
  static List<ColumnChange> ofColumns(RawRows rows, int d) {
    List<ColumnChange> all = new ArrayList<>();
    for (int c = 0; c < rows.columns().size(); c++) {
      FeatureColumn column = rows.columns().get(c);
      int[] moved = moved(rows, c, d);
      if (!column.isCategorical()) {
        all.add(new OfColumn(rows, c, 0, new Term(column.name(), "", ""), moved));
      }
      List<String> levels = column.levels();
      for (int level = 1; level < levels.size(); level++) {
        Term term = new Term(column.name(), levels.get(level), levels.get(0));
        all.add(new OfColumn(rows, c, level, term, moved));
      }
    }
    return all;
  }

  private static int[] moved(RawRows rows, int column, int d) {
    return IntStream.range(0, d).filter(j -> rows.dependsOn(j, column)).toArray();
  }

  private static final class OfCovariate extends ColumnChange {

    private static final double[] ONE = {1};

    private final int covariate;

    /** Covariates of the same column. */
    private final boolean[] levels;

    OfCovariate(List<Term> terms, int covariate) {
      super(terms.get(covariate + 1), new int[] {covariate});
      this.covariate = covariate;
      this.levels = new boolean[terms.size() - 1];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = terms.get(i + 1).column().equals(term().column());
      }
    }

    @Override
    double[] derivative(int row) {
      return ONE;
    }

    @Override
    double[] at(int row, double[] x, boolean reference) {
      double[] point = x.clone();
      for (int i = 0; i < point.length; i++) {
        point[i] = levels[i] ? 0 : point[i];
      }
      point[covariate] = reference ? 0 : 1;
      return point;
    }
  }

  private static final class OfColumn extends ColumnChange {

    private final RawRows rows;
    private final int column;
    private final int level;

    OfColumn(RawRows rows, int column, int level, Term term, int[] covariates) {
      super(term, covariates);
      this.rows = rows;
      this.column = column;
      this.level = level;
    }

    @Override
    double[] derivative(int row) {
      return rows.derivative(row, column, covariates());
    }

    @Override
    double[] at(int row, double[] x, boolean reference) {
      return rows.covariatesAt(row, column, reference ? 0 : level);
    }
  }
}
