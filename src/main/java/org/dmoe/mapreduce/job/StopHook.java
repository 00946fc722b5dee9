package org.dmoe.mapreduce.job;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/** What is done when the program is stopped, before the file systems are closed. */
public final class StopHook {

  /** When a hook has its turn. */
  public enum Turn {
    /** Jobs end first: their tasks write. */
    JOBS(10),
    OUTPUTS(5);

    private final int priority;

    Turn(int beforeFileSystems) {
      priority = FileSystem.SHUTDOWN_HOOK_PRIORITY + beforeFileSystems;
    }

    /** Of Hadoop's hooks the highest is the first. */
    int priority() {
      return priority;
    }
  }

  private final Runnable hook;
  private final Turn turn;

  public StopHook(Runnable hook, Turn turn) {
    this.hook = hook;
    this.turn = turn;
  }

  /**
   * @throws IllegalStateException if the program is ending: the hook may have come too late
   */
  public void add() {
    ShutdownHookManager hooks = ShutdownHookManager.get();
    hooks.addShutdownHook(hook, turn.priority());
    if (hooks.isShutdownInProgress()) {
      throw new IllegalStateException("the program is ending");
    }
  }

  /** Does nothing where the program is ending. */
  public void remove() {
    try {
      ShutdownHookManager.get().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It has its turn, or has had it.
    }
  }
}
