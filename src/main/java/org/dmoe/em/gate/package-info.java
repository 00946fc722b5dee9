/**
 * The gate: weighted multinomial logistic regression of soft labels. {@link
 * org.dmoe.em.gate.SoftmaxRegressionFit} solves what {@link org.dmoe.em.gate.SoftmaxRegression}
 * states.
 */
package org.dmoe.em.gate;
