package org.dmoe.pipeline;

/**
 * One local machine of a fit that has not run.
 *
 * @param name identity of its rows
 * @param bytes of its input; 0 where its rows come from a partition to be made
 * @param rows their approximate number
 * @param heap bytes that its fit needs, about
 */
public record Machine(String name, long bytes, long rows, long heap) {}
