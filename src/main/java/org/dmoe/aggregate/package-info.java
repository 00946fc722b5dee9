/**
 * From local models to a global one, without Hadoop. {@link org.dmoe.aggregate.GlobalModel} is the
 * way of a run: {@link org.dmoe.aggregate.UsableModels} picks the local models, {@link
 * org.dmoe.aggregate.SupportMatch} brings the supporting sample into their order, and one of the
 * {@link org.dmoe.aggregate.Aggregators} makes the model.
 */
package org.dmoe.aggregate;
