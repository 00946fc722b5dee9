/**
 * The reduction estimator of F. Chamroukhi and N. T. Pham, "Optimal Transport Aggregation for
 * Distributed Mixture-of-Experts", arXiv 2312.09877. Open {@link
 * org.dmoe.transport.ReductionEstimator} first: starts from {@code transport.start}, {@link
 * org.dmoe.transport.MajorisationMinimisation} over a plan of {@code transport.plan}, the gate
 * last.
 *
 * <p>Where to find what: the ambient mixture, {@link org.dmoe.transport.ambient.AmbientMixture};
 * the plans, {@link org.dmoe.transport.plan.ComponentPlan} and {@link
 * org.dmoe.transport.plan.PointwisePlan}; the barycentre, {@link
 * org.dmoe.transport.plan.Barycentre}; R_c and T_c of any model, {@link
 * org.dmoe.transport.TransportObjective}.
 */
package org.dmoe.transport;
