/**
 * Files: models as Avro and JSON ({@link org.dmoe.io.ModelFiles} reads and writes both, {@link
 * org.dmoe.io.StoredModel} is what they hold), supporting samples, lines of CSV. Everything that
 * cannot be read is a {@link org.dmoe.io.BadFileException} with the path.
 */
package org.dmoe.io;
