/**
 * The command line: {@link org.dmoe.cli.Main} runs one command a class and turns failures into one
 * line and an exit code. Commands read options, call a pipeline and print.
 */
package org.dmoe.cli;
