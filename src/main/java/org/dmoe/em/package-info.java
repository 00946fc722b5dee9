/**
 * The local estimator. Open {@link org.dmoe.em.LocalFit} first: it checks the rows and hands the
 * search to {@code em.search}, which climbs by {@code em.optimise}, which asks {@code
 * em.likelihood} for values and derivatives and {@code em.gate} for gates.
 *
 * <p>Where to find what: E-step, {@link org.dmoe.em.likelihood.EStep}; M-step, {@link
 * org.dmoe.em.optimise.MStep}; gate solve, {@link org.dmoe.em.gate.SoftmaxRegressionFit}; race,
 * {@link org.dmoe.em.search.StartRace}; the quasi-Newton climb, {@link
 * org.dmoe.em.optimise.QuasiNewton}; sparse mixtures, {@link org.dmoe.em.SparseFit} and {@link
 * org.dmoe.em.lasso.LassoPath}.
 */
package org.dmoe.em;
