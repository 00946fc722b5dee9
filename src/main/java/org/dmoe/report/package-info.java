/** One HTML page of a run: pictures, their tables, and what to make of them. */
package org.dmoe.report;
