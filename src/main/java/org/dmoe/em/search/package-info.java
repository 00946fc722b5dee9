/**
 * The search for the best optimum. {@link org.dmoe.em.search.MixtureSearch} runs it: a {@link
 * org.dmoe.em.search.StartRace} of {@link org.dmoe.em.search.KPlaneStart}s on a subsample, {@link
 * org.dmoe.em.search.GrowingSubsamples} from there to all rows, then the ways out of a bad optimum
 * ({@link org.dmoe.em.search.EmptyExpertRepair}, {@link org.dmoe.em.search.ExpertReplacement},
 * {@link org.dmoe.em.search.PerturbedClimbs}). Sizes and tolerances are in {@link
 * org.dmoe.em.search.SearchSettings}.
 */
package org.dmoe.em.search;
