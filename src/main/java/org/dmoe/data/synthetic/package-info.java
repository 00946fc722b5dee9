/**
 * Rows of a known mixture: {@link org.dmoe.data.synthetic.RowGenerator} draws row i of a seed
 * without the rows before it; {@link org.dmoe.data.synthetic.SyntheticKind} are the populations of
 * the benchmarks.
 */
package org.dmoe.data.synthetic;
