/** Tables as the jobs read them: files, columns, splits, rows. */
package org.dmoe.mapreduce.input;
