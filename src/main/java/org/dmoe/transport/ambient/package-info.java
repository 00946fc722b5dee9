/**
 * What is reduced: all local experts side by side ({@link
 * org.dmoe.transport.ambient.AmbientMixture}) on the {@link
 * org.dmoe.transport.ambient.StandardisedSupport}, with the {@link
 * org.dmoe.transport.ambient.ExpertStatistics} that spare later passes. {@link
 * org.dmoe.transport.ambient.Workers} share the work without a trace in the result.
 */
package org.dmoe.transport.ambient;
