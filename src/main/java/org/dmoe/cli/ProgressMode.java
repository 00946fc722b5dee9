package org.dmoe.cli;

/** How progress is shown. */
enum ProgressMode {
  /** Lines. */
  PLAIN,
  /** One line a stage that changes in its place. */
  BAR,
  /** An object a line. */
  JSON,
  /** Not at all; warnings and errors only. */
  NONE;

  /** Where nothing was asked for. */
  static ProgressMode usual() {
    return Terminal.isThere() ? BAR : PLAIN;
  }
}
