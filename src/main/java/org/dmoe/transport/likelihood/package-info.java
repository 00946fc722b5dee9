/**
 * The likelihood reduction: the mixture nearest to the ambient one in the mean over x of the
 * Kullback-Leibler divergence of the whole conditional distributions, which the transport cost
 * bounds from above. {@link org.dmoe.transport.likelihood.AmbientRows} draws responses of the
 * ambient mixture, {@link org.dmoe.transport.likelihood.LikelihoodReduction} climbs their
 * likelihood; {@link org.dmoe.transport.likelihood.AmbientOutcomes} has the whole numbers that
 * classes, successes and counts can be, {@link org.dmoe.transport.likelihood.FamilyReduction}
 * climbs theirs.
 */
package org.dmoe.transport.likelihood;
