package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.Workers;
import org.dmoe.transport.plan.TransportPlan;

/** Plan and barycentres in turn until R_c stays (method of arXiv 2312.09877, section 3). */
final class MajorisationMinimisation {

  /** Relative fall of R_c that ends the iteration. */
  private static final double TOLERANCE = 1e-12;

  private MajorisationMinimisation() {}

  /**
   * What a run came to.
   *
   * @param name of its start
   * @param experts after the last update
   * @param trace R_c before each update and at the end
   * @param converged whether R_c stayed
   * @param reseeded a line for each time an expert that had no mass was started again
   */
  record Run(
      String name,
      GlobalExperts experts,
      List<Double> trace,
      boolean converged,
      List<String> reseeded) {

    double objective() {
      return trace.get(trace.size() - 1);
    }

    ReductionStartReport report() {
      String note = converged ? "converged" : "stopped at the limit of iterations";
      if (!reseeded.isEmpty()) {
        note += ", %d times an empty expert was started again".formatted(reseeded.size());
      }
      return new ReductionStartReport(name, trace.get(0), objective(), trace.size() - 1, note);
    }
  }

  static Run run(
      String name, TransportPlan plan, GlobalExperts start, int maxIterations, Workers workers) {
    GlobalExperts experts = start;
    List<Double> trace = new ArrayList<>();
    double objective = plan.couple(experts);
    trace.add(objective);
    List<String> reseeded = new ArrayList<>(plan.reseed());
    boolean repaired = !reseeded.isEmpty();
    boolean converged = false;
    for (int iteration = 1;
        iteration <= maxIterations && !converged && Double.isFinite(objective);
        iteration++) {
      workers.heartbeat("%s: iteration %d, R_c %.6g".formatted(name, iteration, objective));
      experts = plan.barycentre();
      double reached = plan.couple(experts);
      List<String> now = plan.reseed();
      boolean stays = objective - reached <= TOLERANCE * Math.abs(objective);
      converged = stays && (now.isEmpty() || repaired);
      repaired = !now.isEmpty();
      reseeded.addAll(now);
      objective = reached;
      trace.add(objective);
    }
    workers.report("%s: R_c %.6g after %d iterations".formatted(name, objective, trace.size() - 1));
    return new Run(name, experts, trace, converged, reseeded);
  }
}
