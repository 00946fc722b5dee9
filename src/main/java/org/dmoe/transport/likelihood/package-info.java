/**
 * The likelihood reduction: the mixture nearest to the ambient one in the mean over x of the
 * Kullback-Leibler divergence of the whole conditional distributions, which the transport cost
 * bounds from above. {@link org.dmoe.transport.likelihood.AmbientRows} draws responses of the
 * ambient mixture, {@link org.dmoe.transport.likelihood.LikelihoodReduction} climbs their
 * likelihood.
 */
package org.dmoe.transport.likelihood;
