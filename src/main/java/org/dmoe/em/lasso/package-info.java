/**
 * Sparse mixtures of one machine. Open {@link org.dmoe.em.lasso.LassoPath} first: it climbs to the
 * penalised optimum of each strength by {@link org.dmoe.em.lasso.LassoClimb}, whose M-step is
 * {@link org.dmoe.em.lasso.LassoStep} by {@link org.dmoe.em.lasso.CoordinateDescent}, and chooses
 * the strength by BIC.
 */
package org.dmoe.em.lasso;
