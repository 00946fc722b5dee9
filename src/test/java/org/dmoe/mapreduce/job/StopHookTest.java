package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopHookTest {

  private static final ShutdownHookManager HOOKS = ShutdownHookManager.get();

  private final Runnable nothing = () -> {};

  @ParameterizedTest
  @EnumSource
  void aHookIsThereUntilItIsRemoved(StopHook.Turn turn) {
    StopHook hook = new StopHook(nothing, turn);
    hook.add();
    assertThat(HOOKS.hasShutdownHook(nothing)).isTrue();
    hook.remove();
    hook.remove();
    assertThat(HOOKS.hasShutdownHook(nothing)).isFalse();
  }

  /** Tasks write to outputs, and both need the file systems. */
  @Test
  void jobsEndBeforeOutputsAreRemoved() {
    assertThat(StopHook.Turn.JOBS.priority()).isGreaterThan(StopHook.Turn.OUTPUTS.priority());
    assertThat(StopHook.Turn.OUTPUTS.priority()).isGreaterThan(FileSystem.SHUTDOWN_HOOK_PRIORITY);
  }
}
