/**
 * The likelihood of a mixture on rows and its derivatives, in standardised units.
 *
 * <p>{@link org.dmoe.em.likelihood.MixturePass} goes over the rows once: {@link
 * org.dmoe.em.likelihood.EStep} makes the responsibilities of a block (log domain), the Gram kernel
 * sums them, {@link org.dmoe.em.likelihood.HessianSums} adds the observed information. {@link
 * org.dmoe.em.likelihood.PenalisedLikelihood} is what optimisers see. {@link
 * org.dmoe.em.likelihood.ParameterLayout} says where each parameter lies.
 */
package org.dmoe.em.likelihood;
