/**
 * Rows as the jobs write them: {@link org.dmoe.table.out.RowSchema} names the columns, {@link
 * org.dmoe.table.out.RowOutputFormat} writes them through the {@link org.dmoe.table.out.RowSink} of
 * a {@link org.dmoe.table.out.RowFormat}.
 */
package org.dmoe.table.out;
