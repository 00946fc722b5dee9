/** What the columns of a table look like: statistics that merge, and what they warn of. */
package org.dmoe.data.describe;
