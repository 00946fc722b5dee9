package org.dmoe.mapreduce.pipeline;

import org.dmoe.evaluate.Metrics;

/**
 * A model's metrics on rows.
 *
 * @param name of the model in tables
 * @param metrics on the rows
 */
public record ModelScore(String name, Metrics metrics) {}
