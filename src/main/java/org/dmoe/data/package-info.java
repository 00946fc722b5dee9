/** Observations (design matrix, response, weights) and the features they are made of. */
package org.dmoe.data;
