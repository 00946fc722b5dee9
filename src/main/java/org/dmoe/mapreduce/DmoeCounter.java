package org.dmoe.mapreduce;

/** What the jobs count. */
public enum DmoeCounter {
  /** Rows that were parsed and used. */
  ROWS,
  /** Rows that could not be parsed and were skipped. */
  BAD_ROWS,
  /** Rows left out because a value was missing. */
  MISSING_ROWS_SKIPPED,
  /** Rows left out because their weight is zero. */
  ZERO_WEIGHT_ROWS_SKIPPED,
  /** Splits in which there was no row to use; they are no machines. */
  SPLITS_WITHOUT_ROWS,
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
  /** Rows of the supporting sample. */
  SUPPORT_ROWS,
  /** Files that rows were divided into. */
  PARTITIONS
}
