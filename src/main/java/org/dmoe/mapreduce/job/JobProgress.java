package org.dmoe.mapreduce.job;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a job is.
 *
 * @param maps tasks of its first half
 * @param fraction of its work that is done; empty where it is not known, as on one machine
 * @param rows that were read
 * @param rowsWritten that were drawn and written
 * @param localModels that were fitted
 * @param status what a task has said last of a long loop: its iteration and log-likelihood
 * @param ended whether the job is done
 */
public record JobProgress(
    int maps,
    OptionalDouble fraction,
    long rows,
    long rowsWritten,
    long localModels,
    Optional<String> status,
    boolean ended) {}
