/**
 * From one parameter vector up to the optimum above it: {@link org.dmoe.em.optimise.MStep} and
 * {@link org.dmoe.em.optimise.EmAlgorithm}, or {@link org.dmoe.em.optimise.QuasiNewton}, which
 * divides by a {@link org.dmoe.em.optimise.Curvature}. Both end in an {@link
 * org.dmoe.em.optimise.AscentResult}.
 */
package org.dmoe.em.optimise;
