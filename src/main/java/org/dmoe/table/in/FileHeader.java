package org.dmoe.table.in;

/**
 * What stands above a file's rows.
 *
 * @param end offset in the text at which the rows begin; 0 where it is no text
 */
record FileHeader(TableSchema schema, long end) {}
