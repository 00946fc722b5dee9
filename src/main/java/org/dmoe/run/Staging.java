package org.dmoe.run;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Where the files of a run lie before it is finished, and how they get to their final place. */
interface Staging {

  /** Where the run writes. */
  Path directory();

  /**
   * Makes the directory.
   *
   * @param afresh whether what an earlier run has left there is removed
   */
  void open(boolean afresh) throws IOException;

  /** Brings a finished output here, for a run that goes on from it. */
  void reopen() throws IOException;

  /**
   * Makes the files the output; all but its mark of success.
   *
   * @throws UnusableOutputException if an output has appeared that is not to be replaced
   */
  void place(boolean overwrite) throws IOException;

  /** Takes back what {@link #place} has done. */
  void undo() throws IOException;

  /** Removes what was replaced. */
  void cleanUp() throws IOException;

  /** Puts right what a run that was stopped in the middle of {@link #place} has left. */
  void recover() throws IOException;
}
