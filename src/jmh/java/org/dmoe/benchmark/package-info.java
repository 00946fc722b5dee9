/** Benchmarks and the simulated data they run on. */
package org.dmoe.benchmark;
