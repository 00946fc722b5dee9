/** The other aggregations, behind the same interface as the reduction. */
package org.dmoe.aggregate;
