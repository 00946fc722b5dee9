package org.dmoe.transport.plan;

/** Plans between local and global experts. */
public enum PlanKind {
  /** Each local expert goes to one global expert. */
  COMPONENT,
  /** The global expert is chosen anew at every x. */
  POINTWISE
}
