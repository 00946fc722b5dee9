/** Metrics of fitted models on rows. */
package org.dmoe.evaluate;
