package org.dmoe.table.in;

import java.io.IOException;

/** What is wrong with the contents of a file, in words that can follow its name. */
final class DamageException extends IOException {

  private static final long serialVersionUID = 1L;

  DamageException(String what) {
    super(what);
  }

  DamageException(String what, Throwable cause) {
    super(what, cause);
  }
}
