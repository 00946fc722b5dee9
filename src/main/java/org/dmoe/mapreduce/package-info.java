/** What the jobs share: configuration keys, counters, input. One sub-package a job. */
package org.dmoe.mapreduce;
