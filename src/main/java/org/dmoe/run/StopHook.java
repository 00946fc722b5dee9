package org.dmoe.run;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;

/** What a run does when the program is stopped. */
final class StopHook {

  /** After the hook that stops the job, before the one that closes the file systems. */
  private static final int PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 5;

  private final Runnable hook;

  StopHook(Runnable hook) {
    this.hook = hook;
  }

  void add() {
    ShutdownHookManager.get().addShutdownHook(hook, PRIORITY);
  }

  void remove() {
    ShutdownHookManager hooks = ShutdownHookManager.get();
    if (!hooks.isShutdownInProgress() && hooks.hasShutdownHook(hook)) {
      hooks.removeShutdownHook(hook);
    }
  }
}
