/** PredictJob: what a model says of each row. */
package org.dmoe.mapreduce.predict;
