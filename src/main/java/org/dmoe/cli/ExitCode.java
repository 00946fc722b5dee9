package org.dmoe.cli;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.security.AccessControlException;
import org.dmoe.io.BadFileException;
import org.dmoe.mapreduce.job.NotEnoughHeapException;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.run.UnusableOutputException;

/** What the process returns. */
final class ExitCode {

  static final int DONE = 0;
  static final int JOB_FAILED = 1;
  static final int WRONG_USAGE = 2;
  static final int UNUSABLE_INPUT = 3;
  static final int NO_USABLE_MODEL = 4;

  private ExitCode() {}

  /** What each of them says. */
  static SortedMap<Integer, String> meanings() {
    SortedMap<Integer, String> meanings = new TreeMap<>();
    meanings.put(DONE, "done");
    meanings.put(JOB_FAILED, "a job failed");
    meanings.put(WRONG_USAGE, "wrong usage, a column that is not in the table included");
    meanings.put(UNUSABLE_INPUT, "unusable input or model file");
    meanings.put(NO_USABLE_MODEL, "no usable local model");
    return meanings;
  }

  /** Outputs are checked before a run begins, so a permission that is missing is the input's. */
  static int of(Throwable failure) {
    if (failure instanceof WrongOptionException) {
      return WRONG_USAGE;
    }
    if (failure instanceof UnusableInputException
        || failure instanceof BadFileException
        || failure instanceof AccessControlException) {
      return UNUSABLE_INPUT;
    }
    if (failure instanceof NoUsableModelException) {
      return NO_USABLE_MODEL;
    }
    if (failure instanceof UnusableOutputException
        || failure instanceof NotEnoughHeapException
        || failure instanceof UsageException) {
      return WRONG_USAGE;
    }
    return JOB_FAILED;
  }
}
