/**
 * What a table looks like: {@link org.dmoe.data.describe.TableStatistics} are collected row by row
 * and merged, {@link org.dmoe.data.describe.TableDescription} is what they come to, and {@link
 * org.dmoe.data.describe.SharedSchema} what sites tell each other of it.
 */
package org.dmoe.data.describe;
