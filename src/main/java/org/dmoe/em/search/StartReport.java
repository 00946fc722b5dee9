package org.dmoe.em.search;

/**
 * What became of one start.
 *
 * @param start its number, from 0
 * @param kind how it was made
 * @param iterations spent on it
 * @param logLikelihood where it ended, on the rows it was followed on; NaN if it failed
 * @param note how it ended
 */
public record StartReport(
    int start, String kind, int iterations, double logLikelihood, String note) {}
