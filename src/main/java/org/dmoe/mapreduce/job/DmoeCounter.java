package org.dmoe.mapreduce.job;

/** What the jobs count. */
public enum DmoeCounter {
  /** Local fits, with and without a model. */
  LOCAL_MODELS,
  /** Local fits that used up their iterations; their models are used. */
  LOCAL_MODELS_NOT_CONVERGED,
  /** Local fits that gave no model. */
  LOCAL_MODELS_WITHOUT_MODEL,
  /** Local fits that were kept out of the aggregation, those without a model included. */
  LOCAL_MODELS_REJECTED,
  /** Local models that were aggregated. */
  LOCAL_MODELS_USED,
  /** Local models that another machine's model beat on their own rows. */
  LOCAL_MODELS_DOMINATED,
  /** Experts that a local model or the global one has fewer than were asked for. */
  EXPERTS_EMPTIED,
  /** Starts tried by all local fits. */
  STARTS,
  /** Rows that were drawn and written. */
  ROWS_WRITTEN,
  /** Rows of the supporting sample. */
  SUPPORT_ROWS,
  /** Files that rows were divided into. */
  PARTITIONS
}
