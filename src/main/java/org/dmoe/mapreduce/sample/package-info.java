/** SampleJob: the supporting sample. */
package org.dmoe.mapreduce.sample;
