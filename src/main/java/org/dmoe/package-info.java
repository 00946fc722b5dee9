/** Distributed learning of mixtures of experts by optimal-transport aggregation. */
package org.dmoe;
