/** Rows as the jobs write them: columns, formats, files. */
package org.dmoe.mapreduce.output;
