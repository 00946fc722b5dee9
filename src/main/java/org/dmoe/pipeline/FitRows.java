package org.dmoe.pipeline;

import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.TermVote;

/**
 * Rows as they are fitted.
 *
 * @param tables by the covariates of the fit
 * @param dealt training rows as machines have them
 * @param support file of the supporting sample
 * @param vote by which the covariates were chosen; empty where all are fitted
 */
record FitRows(
    FitTables tables, LocalMachines.Parts dealt, Path support, Optional<TermVote.Result> vote) {}
