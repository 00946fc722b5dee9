package org.dmoe.em;

/**
 * What the search uses on these rows: sizes, tolerances and ridges, each as measured on simulated
 * data of 5000 to 80,000 rows.
 *
 * @param layout of the mixture
 * @param options as given
 * @param totalWeight of the rows
 */
record SearchSettings(Layout layout, FitOptions options, double totalWeight) {

  /** Starts followed to convergence. */
  static final int FINALISTS = 2;

  /** EM iterations between the race and the quasi-Newton steps. */
  static final int WARM_ITERATIONS = 5;

  /** What a further step may promise at the end, in units of the log-likelihood. */
  static final double TOLERANCE = 1e-6;

  /** Ends this close are the same optimum. */
  static final double SAME_END = 1e-3;

  private static final int RACE_ROWS = 2500;

  /** Rows of the race for each coefficient, so that a rare expert keeps more rows than that. */
  private static final int RACE_ROWS_PER_COEFFICIENT = 120;

  private static final double GATE_RIDGE = 1e-3;
  private static final double GATE_RIDGE_FEW_ROWS = 0.03;
  private static final int FEW_ROWS_PER_PARAMETER = 5;

  /** Makes experts with fewer rows than coefficients determined; else without effect. */
  private static final double LEAST_EXPERT_RIDGE = 1e-6;

  int raceRows() {
    return Math.max(RACE_ROWS, RACE_ROWS_PER_COEFFICIENT * layout.p());
  }

  /** Rows on which the optimum is found before all rows are used. */
  int pilotRows() {
    return 2 * raceRows();
  }

  /** Below this many rows a pilot does not pay. */
  int manyRows() {
    return 3 * pilotRows();
  }

  double gateRidge() {
    if (!Double.isNaN(options.gateRidge())) {
      return options.gateRidge();
    }
    boolean few = totalWeight < (double) FEW_ROWS_PER_PARAMETER * layout.size();
    return few ? GATE_RIDGE_FEW_ROWS : GATE_RIDGE;
  }

  double expertRidge() {
    return Math.max(options.expertRidge(), LEAST_EXPERT_RIDGE);
  }

  Objective objective(StandardizedRows rows) {
    return new Objective(rows, layout, gateRidge(), expertRidge());
  }

  /** The same for another number of experts. */
  SearchSettings withExperts(int experts) {
    return new SearchSettings(new Layout(layout.p(), experts), options, totalWeight);
  }
}
