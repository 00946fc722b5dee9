/**
 * Tables as the jobs read them. {@link org.dmoe.table.in.RowInputFormat} cuts {@link
 * org.dmoe.table.in.TableFiles} into {@link org.dmoe.table.in.RowSplit}s; {@link
 * org.dmoe.table.in.RowReader} reads them through the {@link org.dmoe.table.in.RowSource} of the
 * file's {@link org.dmoe.table.in.TableFormat}. {@link org.dmoe.table.in.TableOptions} says how.
 */
package org.dmoe.table.in;
