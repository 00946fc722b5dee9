/**
 * What all jobs share: running one and saying how it goes ({@link org.dmoe.mapreduce.job.JobRuns}),
 * the failures of tasks as lines for the user ({@link org.dmoe.mapreduce.job.TaskErrors}; every
 * mapper is a {@link org.dmoe.mapreduce.job.ReportingMapper}, every reducer a {@link
 * org.dmoe.mapreduce.job.ReportingReducer}), keys ({@link org.dmoe.mapreduce.job.JobKey}),
 * counters, the heap of tasks ({@link org.dmoe.mapreduce.job.TaskHeap}).
 */
package org.dmoe.mapreduce.job;
