/**
 * Where the majorisation-minimisation starts ({@link org.dmoe.transport.start.ReductionStarts}):
 * greedy merging ({@link org.dmoe.transport.start.GreedyMerging}), the best local models ({@link
 * org.dmoe.transport.start.LocalRanking}), the average of aligned ones ({@link
 * org.dmoe.transport.start.AlignedExperts}, matched by {@link org.dmoe.transport.start.Matching}).
 */
package org.dmoe.transport.start;
