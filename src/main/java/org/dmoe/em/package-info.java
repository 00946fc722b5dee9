/** The local estimator: starts, E-step, M-step, gate solve, diagnostics. */
package org.dmoe.em;
