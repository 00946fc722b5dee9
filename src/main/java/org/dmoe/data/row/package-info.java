/**
 * From the texts or values of one row of a table to its numbers: {@link
 * org.dmoe.data.row.ColumnSelection} says which columns are wanted, {@link
 * org.dmoe.data.row.RowCells} parses them into a {@link org.dmoe.data.row.ParsedRow}.
 */
package org.dmoe.data.row;
