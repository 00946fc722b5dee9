/** What makes the program an action of an Oozie workflow. */
package org.dmoe.oozie;
