/**
 * SampleJob: the supporting sample, and the pilot that its reducer fits to the same rows with their
 * responses ({@link org.dmoe.mapreduce.sample.PilotRows}).
 */
package org.dmoe.mapreduce.sample;
