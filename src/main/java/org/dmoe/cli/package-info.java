/** The command line: commands, nothing else. */
package org.dmoe.cli;
