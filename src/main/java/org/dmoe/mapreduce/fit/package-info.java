/** FitJob: a local mixture for each split, then their aggregation. */
package org.dmoe.mapreduce.fit;
