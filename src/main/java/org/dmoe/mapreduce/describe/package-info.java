/** The job that describes the columns of a table. */
package org.dmoe.mapreduce.describe;
