/** SimulateJob: rows of a known mixture. */
package org.dmoe.mapreduce.simulate;
