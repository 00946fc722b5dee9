/** EvaluateJob: the metrics of several models in one pass. */
package org.dmoe.mapreduce.evaluate;
