/**
 * What a fitted mixture can say with how much certainty. {@link
 * org.dmoe.inference.CovarianceEstimate} makes of the sums of a pass the covariance of the
 * parameters, {@link org.dmoe.inference.OneRoundCovariance} that of a model no pass has seen;
 * tables, effects and tests rest on {@link org.dmoe.inference.ParameterCovariance}. {@link
 * org.dmoe.inference.MachineTest} asks whether machines differ.
 */
package org.dmoe.inference;
