package org.dmoe.aggregate;

/** Where the fit of each machine starts. */
public enum StartKind {
  /** A fit of the supporting rows with their response, made before the machines begin. */
  PILOT,
  /** The machine's own race. */
  OWN,
  /** The pilot and the machine's own race. */
  BOTH,
  /** A model that the user gives. */
  MODEL;

  /** Whether the supporting rows are fitted first. */
  public boolean needsPilot() {
    return this == PILOT || this == BOTH;
  }
}
