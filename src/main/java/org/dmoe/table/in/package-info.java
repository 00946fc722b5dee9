/**
 * Tables as the jobs read them. {@link org.dmoe.table.in.TableFiles} lists files and looks at their
 * headers once a command; {@link org.dmoe.table.in.RowInputFormat} cuts them into machines, and
 * these into tasks ({@link org.dmoe.table.in.RowSplit}s); {@link org.dmoe.table.in.RowReader} reads
 * them through the {@link org.dmoe.table.in.RowSource} of the file's {@link
 * org.dmoe.table.in.TableFormat}. {@link org.dmoe.table.in.TableOptions} says how. {@link
 * org.dmoe.table.in.TableColumns} finds the columns, those in the names of directories too ({@link
 * org.dmoe.table.in.PathColumns}); {@link org.dmoe.table.in.ParquetValues} and {@link
 * org.dmoe.table.in.AvroRowDecoder} say what the values of each type are.
 */
package org.dmoe.table.in;
