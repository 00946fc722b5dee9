/**
 * The reduction estimator: ambient mixture, supporting sample, cost, plan,
 * majorisation-minimisation.
 */
package org.dmoe.transport;
