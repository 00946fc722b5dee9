/**
 * Rows: {@link org.dmoe.data.Observations} (design matrix, response, weights), the {@link
 * org.dmoe.data.SupportingSample}, and the covariates they are made of.
 *
 * <p>{@link org.dmoe.data.FeatureSpec} says which columns of a table become which covariates,
 * {@link org.dmoe.data.DesignEncoder} makes a row of the design matrix of a row of a table.
 */
package org.dmoe.data;
