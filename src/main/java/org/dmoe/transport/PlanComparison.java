package org.dmoe.transport;

/**
 * The reductions by both plans, from the same starts. Each aggregation reports R_c of its own plan;
 * the cross values make the two comparable.
 *
 * @param component the reduction by the component-wise plan
 * @param pointwise the reduction by the pointwise plan
 * @param pointwiseObjectiveOfComponent pointwise R_c of the component-wise reduction
 * @param componentObjectiveOfPointwise component-wise R_c of the pointwise reduction
 */
public record PlanComparison(
    Aggregation component,
    Aggregation pointwise,
    double pointwiseObjectiveOfComponent,
    double componentObjectiveOfPointwise) {}
