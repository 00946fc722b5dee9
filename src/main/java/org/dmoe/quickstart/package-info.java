/** Makes the quickstart's table from the published air-quality files. */
package org.dmoe.quickstart;
