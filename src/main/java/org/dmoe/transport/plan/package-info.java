/**
 * Costs, plans and barycentres. {@link org.dmoe.transport.plan.ExpertCost} is the cost between two
 * experts; a {@link org.dmoe.transport.plan.TransportPlan} couples local and global experts and
 * gives the {@link org.dmoe.transport.plan.Barycentre}s and {@link
 * org.dmoe.transport.plan.Marginals}; {@link org.dmoe.transport.plan.ExactTransport} is T_c. {@link
 * org.dmoe.transport.plan.ReductionContext} holds what they share.
 */
package org.dmoe.transport.plan;
