/**
 * Rows drawn from known mixtures. Each block of rows has a generator of its own, so that any part
 * of the rows can be made anywhere.
 */
package org.dmoe.data.synthetic;
