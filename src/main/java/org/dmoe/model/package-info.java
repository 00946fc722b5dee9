/**
 * The vocabulary: mixture of experts, softmax gate, expert; density and prediction. All immutable.
 */
package org.dmoe.model;
