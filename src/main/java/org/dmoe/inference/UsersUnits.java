package org.dmoe.inference;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.refine.Frame;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The linear map from parameters in a frame to those in users' units, without its constant. */
final class UsersUnits {

  private UsersUnits() {}

  /** A of theta_users = A theta_frame + a (nu x nu). */
  static DMatrixRMaj of(Frame frame, ParameterLayout layout) {
    int nu = layout.size();
    int d = frame.dimension();
    DMatrixRMaj A = new DMatrixRMaj(nu, nu);
    for (int block = 0; block < layout.predictors(); block++) {
      double factor = block < layout.K() - 1 || !layout.dispersions() ? 1 : frame.scale()[d];
      int at = block * layout.p();
      A.set(at, at, factor);
      for (int j = 0; j < d; j++) {
        A.set(at + 1 + j, at + 1 + j, factor / frame.scale()[j]);
        A.set(at, at + 1 + j, -factor * frame.centre()[j] / frame.scale()[j]);
      }
    }
    for (int k = 0; layout.dispersions() && k < layout.K(); k++) {
      A.set(layout.logVariance(k), layout.logVariance(k), 1);
    }
    return A;
  }

  /** B of g_to = B g_from, of gradients in two frames (nu x nu). */
  static DMatrixRMaj change(Frame from, Frame to, ParameterLayout layout) {
    DMatrixRMaj back = new DMatrixRMaj(layout.size(), layout.size());
    CommonOps_DDRM.invert(of(from, layout), back);
    DMatrixRMaj B = new DMatrixRMaj(layout.size(), layout.size());
    CommonOps_DDRM.multTransAB(of(to, layout), back, B);
    return B;
  }
}
