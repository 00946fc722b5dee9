/**
 * What a response is given an expert's linear predictors. {@link org.dmoe.model.family.Family} is
 * all that densities and predictions need; the {@link org.dmoe.model.family.CanonicalFamily}s share
 * one estimator, for which they say their log-partition function and its derivatives. {@link
 * org.dmoe.model.family.Families} finds one by its name.
 */
package org.dmoe.model.family;
