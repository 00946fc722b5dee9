/**
 * The jobs, one sub-package each: options, mapper, reducer and the job that puts them together. A
 * mapper or reducer decodes, calls the core, encodes. What all share is in {@code mapreduce.job}.
 */
package org.dmoe.mapreduce;
