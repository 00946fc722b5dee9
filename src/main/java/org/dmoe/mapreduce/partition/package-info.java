/** PartitionJob: rows divided into files, at random or by a column. */
package org.dmoe.mapreduce.partition;
