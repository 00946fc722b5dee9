package org.dmoe.inference;

import java.util.stream.IntStream;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.Frame;
import org.dmoe.refine.Parameters;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.ScoreSums;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The covariance of maximum likelihood estimates from the sums of a pass at them: H minus the
 * Hessian, J the products of scores, g_m the machines' gradients.
 */
public final class CovarianceEstimate {

  /** Of the rows' weight: an entry of the information that counts as none. */
  private static final double NEGLIGIBLE = 1e-10;

  /** Machines from which on the spread of their scores is a good measure. */
  public static final int ENOUGH_MACHINES = 12;

  private final PassSums sums;
  private final ParameterLayout layout;
  private final int[] atFloor;
  private final InformationInverse information;

  private CovarianceEstimate(
      PassSums sums, ParameterLayout layout, int[] atFloor, InformationInverse information) {
    this.sums = sums;
    this.layout = layout;
    this.atFloor = atFloor;
    this.information = information;
  }

  /**
   * @param model at which the sums were taken
   * @throws IllegalArgumentException if the sums are not of the model's size
   */
  public static CovarianceEstimate of(MixtureOfExperts model, PassSums pooled) {
    PassSums sums = pooled.in(Frame.ofStatistics(pooled.statistics(), model.design()));
    ParameterLayout layout = Parameters.layout(model);
    if (!sums.layout().equals(layout.full())) {
      throw new IllegalArgumentException("the sums are of another model");
    }
    int[] atFloor = atFloor(model, sums.frame());
    boolean[] known = new boolean[layout.size()];
    for (int j = 0; j < known.length; j++) {
      known[j] = !layout.isFree(j);
    }
    for (int k : atFloor) {
      known[layout.logVariance(k)] = true;
    }
    DMatrixRMaj H = Symmetric.unpack(sums.information(), layout.size());
    double negligible = NEGLIGIBLE * sums.weight();
    InformationInverse inverse =
        layout.isShared()
            ? InformationInverse.of(H, known, negligible, layout.shared())
            : InformationInverse.of(H, known, negligible);
    return new CovarianceEstimate(sums, layout, atFloor, inverse);
  }

  private static int[] atFloor(MixtureOfExperts model, Frame frame) {
    if (!model.family().hasDispersion()) {
      return new int[0];
    }
    double unit = frame.scale()[frame.dimension()];
    double slack = 1e-6;
    return IntStream.range(0, model.size())
        .filter(
            k ->
                PortableMath.log(model.expert(k).variance() / (unit * unit))
                    <= PenalisedLikelihood.LOG_VARIANCE_FLOOR + slack)
        .toArray();
  }

  /** Whether the likelihood falls from the model in every direction that the rows determine. */
  public boolean isAtMaximum() {
    return !information.isIndefinite();
  }

  /**
   * Of one kind.
   *
   * @throws IllegalArgumentException if the sums lack what it needs
   */
  public ParameterCovariance covariance(CovarianceKind kind) {
    DMatrixRMaj A = UsersUnits.of(sums.frame(), layout);
    long machines = sums.scores().map(ScoreSums::machines).orElse(1L);
    int[] notIdentified = information.notIdentified(A);
    DMatrixRMaj V = Symmetric.congruence(A, inFrame(kind));
    return new ParameterCovariance(
        kind, Symmetric.pack(V), notIdentified, atFloor, machines, false);
  }

  /** In the frame of the sums, nu x nu. */
  private DMatrixRMaj inFrame(CovarianceKind kind) {
    return switch (kind) {
      case MODEL -> information.inverse();
      case SANDWICH -> sandwich(Symmetric.unpack(scores().products(), layout.size()));
      case MACHINE -> betweenMachines();
      case ONE_ROUND ->
          throw new IllegalArgumentException("one-round errors do not come from a pass");
    };
  }

  /** H^-1 J H^-1, in the frame of the sums. */
  DMatrixRMaj sandwich(DMatrixRMaj middle) {
    return Symmetric.congruence(information.inverse(), middle);
  }

  /** M / (M - 1) H^-1 (sum_m c_m c_m') H^-1. */
  private DMatrixRMaj betweenMachines() {
    ScoreSums scores = scores();
    long machines = scores.machines();
    if (machines < 2) {
      throw new IllegalArgumentException(
          "--covariance machine: there is one machine; at least two are needed");
    }
    double[] centred = scores.centredMachineProducts(sums.gradient(), sums.weight());
    DMatrixRMaj V = sandwich(Symmetric.unpack(centred, layout.size()));
    CommonOps_DDRM.scale(machines / (machines - 1.0), V);
    return V;
  }

  private ScoreSums scores() {
    return sums.scores()
        .orElseThrow(() -> new IllegalArgumentException("the sums have no products of scores"));
  }

  /** Of the model. */
  ParameterLayout layout() {
    return layout;
  }

  /** In the frame of {@link #sums}. */
  InformationInverse information() {
    return information;
  }

  /** In the frame of all rows. */
  PassSums sums() {
    return sums;
  }
}
