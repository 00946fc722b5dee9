/** What a fit will need, told before it runs: machines, their rows, the heap of the tasks. */
package org.dmoe.mapreduce.plan;
