package org.dmoe.refine;

import java.util.List;
import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.em.family.FamilyLayout;
import org.dmoe.em.family.FamilyLikelihood;
import org.dmoe.em.family.ResponseRows;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.RowStatistics;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.family.CanonicalFamily;

/**
 * Sums rows at a mixture as they come; a bounded number of them is held at a time. The same rows in
 * the same order give the same bytes.
 */
public final class RowPass {

  /** Numbers held at a time. */
  private static final int HELD = 400_000;

  /** Of nu x nu numbers, boxed ones among them, and of rows: what is held at a time. */
  private static final long MATRICES = 8;

  private static final long MATRICES_OF_SCORES = 10;

  private static final long LOTS = 4;

  /** Of the program itself. */
  private static final long REST = 32L << 20;

  private final MixtureOfExperts model;
  private final ParameterLayout layout;
  private final OtherModels others;
  private final int rowsHeld;
  private final Fingerprint fingerprint = new Fingerprint();
  private final boolean scores;
  private Optional<Frame> frame;
  private Observations.Builder held;
  private int used;
  private Optional<PassSums> sums = Optional.empty();

  /** Of rows' scores, packed; null before the first rows. */
  private double[] products;

  /** Of nothing but the model's own sums. */
  public RowPass(MixtureOfExperts model, Optional<Frame> frame) {
    this(model, frame, List.of(), false);
  }

  /**
   * @param frame of the sums, of as many covariates as the model has; that of the first rows if
   *     empty
   * @param others models of the same covariates whose log-likelihoods are summed beside
   * @param scores whether products of scores are summed too: about as much work again
   */
  public RowPass(
      MixtureOfExperts model,
      Optional<Frame> frame,
      List<MixtureOfExperts> others,
      boolean scores) {
    this.model = model;
    this.others = new OtherModels(others);
    this.scores = scores;
    this.layout = Parameters.layout(model).full();
    this.frame = frame;
    int blocks = Math.max(1, HELD / (model.dimension() + 2) / Observations.BLOCK_ROWS);
    this.rowsHeld = blocks * Observations.BLOCK_ROWS;
    this.held = Observations.builder(model.dimension());
  }

  /** About so many bytes of heap that a pass needs. */
  public static long heapBytes(MixtureOfExperts model, boolean scores) {
    long nu = Parameters.layout(model).size();
    long matrices = MATRICES + (scores ? MATRICES_OF_SCORES : 0);
    return Double.BYTES * (matrices * nu * nu + LOTS * HELD) + REST;
  }

  /**
   * Adds a row; one of weight 0 is skipped.
   *
   * @param x covariates (length d)
   * @throws IllegalArgumentException if a value is not finite or too large, or the weight negative
   */
  public void add(double[] x, double y, double weight) {
    add(x, y, weight, 1);
  }

  /**
   * Adds a row with its exposure.
   *
   * @throws IllegalArgumentException also if the response does not fit the model's family
   */
  public void add(double[] x, double y, double weight, double exposure) {
    model.family().requireResponse(y, exposure);
    held.add(x, y, weight, exposure);
    if (weight == 0) {
      return;
    }
    fingerprint.add(x, y, weight);
    if (exposure != 1) {
      fingerprint.add(x, exposure, weight);
    }
    if (++used == rowsHeld) {
      flush();
    }
  }

  /**
   * The sums of all rows; empty if there was none.
   *
   * @throws IllegalArgumentException if they are not finite
   */
  public Optional<PassSums> finish() {
    if (used > 0) {
      flush();
    }
    return sums.map(this::withFingerprint);
  }

  /** Of each of the other models, in order; minus infinity where it is not a number. */
  public double[] otherLogLikelihoods() {
    return others.logLikelihoods();
  }

  private PassSums withFingerprint(PassSums all) {
    return new PassSums(
        all.rows(),
        all.weight(),
        fingerprint.value(),
        all.frame(),
        all.logLikelihood(),
        all.gradient(),
        all.information(),
        all.statistics(),
        Optional.ofNullable(products)
            .map(sum -> ScoreSums.ofMachine(sum, all.gradient(), all.weight())));
  }

  private void flush() {
    Observations rows = held.build();
    held = Observations.builder(model.dimension());
    used = 0;
    if (frame.isEmpty()) {
      frame = Optional.of(Frame.ofRows(rows, model.design()));
    }
    PassSums here = sumsOf(rows, frame.get());
    sums = Optional.of(sums.map(s -> s.plus(here)).orElse(here));
  }

  private PassSums sumsOf(Observations rows, Frame of) {
    if (model.family() instanceof CanonicalFamily family) {
      return sumsOf(rows, of, family);
    }
    StandardUnits units = of.units();
    double[] theta = of.toFrame(Parameters.of(model), layout);
    StandardisedRows standardised = new StandardisedRows(rows, units);
    others.add(standardised, of);
    ParameterLayout noisy = layout.withNoise(model.noise().map(units::toStandardUnits));
    PenalisedLikelihood objective = new PenalisedLikelihood(standardised, noisy, 0, 0);
    double value = objective.evaluate(theta, scores ? PassDepth.SCORES : PassDepth.ALL);
    if (scores) {
      double[] here = LowerHalf.pack(objective.pass().scoreProducts(), layout.size());
      products = products == null ? here : ScoreSums.sum(products, here);
    }
    EmStatistics statistics = RowStatistics.of(units, objective.pass(), theta);
    return new PassSums(
        rows.rows(),
        rows.totalWeight(),
        0,
        of,
        value - rows.totalWeight() * PortableMath.log(of.responseScale()),
        objective.gradient(),
        LowerHalf.pack(objective.observedInformation().data, layout.size()),
        statistics);
  }

  private PassSums sumsOf(Observations rows, Frame of, CanonicalFamily family) {
    ResponseRows standardised = new ResponseRows(rows, of.covariates(), 1);
    others.add(standardised, of, family);
    FamilyLayout places = new FamilyLayout(layout.p(), layout.K(), layout.q(), layout.design());
    FamilyLikelihood objective = new FamilyLikelihood(standardised, places, family, 0, 0);
    double[] theta = of.toFrame(Parameters.of(model), layout);
    objective.evaluate(theta, scores ? PassDepth.SCORES : PassDepth.HESSIAN);
    if (scores) {
      double[] here = LowerHalf.pack(objective.scoreProducts(), layout.size());
      products = products == null ? here : ScoreSums.sum(products, here);
    }
    return new PassSums(
        rows.rows(),
        rows.totalWeight(),
        0,
        of,
        objective.logLikelihood(),
        objective.gradient(),
        LowerHalf.pack(objective.observedInformation().data, layout.size()),
        RowShares.of(model, rows, of));
  }
}
