/**
 * From local models to a global one, without Hadoop. {@link org.dmoe.aggregate.GlobalModel} is the
 * way of a run: {@link org.dmoe.aggregate.UsableModels} picks the local models, {@link
 * org.dmoe.aggregate.SupportMatch} brings the supporting sample into their order, and one of the
 * {@link org.dmoe.aggregate.Aggregators} makes the model. Before that, {@link
 * org.dmoe.aggregate.Pilot} fits the model that machines start from, and {@link
 * org.dmoe.aggregate.CommonStart} is what each does with it.
 */
package org.dmoe.aggregate;
