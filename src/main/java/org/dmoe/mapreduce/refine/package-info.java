/** RefineJob: the sums of all rows at a model in one pass. */
package org.dmoe.mapreduce.refine;
