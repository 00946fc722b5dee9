/**
 * FitJob: a local mixture for each split ({@link org.dmoe.mapreduce.fit.FitMapper}), then their
 * aggregation in one reducer ({@link org.dmoe.mapreduce.fit.FitReducer}). The dominance test and
 * the fit of all rows in one place are jobs of their own beside it.
 */
package org.dmoe.mapreduce.fit;
