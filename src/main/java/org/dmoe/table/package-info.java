/**
 * Tables on Hadoop: how they are read ({@code table.in}) and written ({@code table.out}). Here is
 * what both share, the configuration keys and counters of rows, and what their identities are made
 * of ({@link org.dmoe.table.Paths}, {@link org.dmoe.table.StableHash}).
 */
package org.dmoe.table;
