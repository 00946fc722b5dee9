package org.dmoe.cli;

/** How a command prints its result. */
enum PrintFormat {
  TEXT,
  JSON
}
