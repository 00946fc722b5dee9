/**
 * How good a model is on rows: {@link org.dmoe.evaluate.MetricsAccumulator} collects, {@link
 * org.dmoe.evaluate.Metrics} is the line of a table. {@link org.dmoe.evaluate.Deviation} and {@link
 * org.dmoe.evaluate.ParameterError} compare a model with a known one, {@link
 * org.dmoe.evaluate.LabelAgreement} its experts with known labels.
 */
package org.dmoe.evaluate;
