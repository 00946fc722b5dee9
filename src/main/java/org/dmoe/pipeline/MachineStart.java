package org.dmoe.pipeline;

import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.StartKind;
import org.dmoe.io.StoredModel;

/**
 * Where the machines of a run start.
 *
 * @param kind as it was in the end: own, where a pilot was wanted that could not be used
 * @param model the pilot, also one that could not be used, or the model that was given
 * @param file below the run directory that machines start from
 */
public record MachineStart(StartKind kind, Optional<StoredModel> model, Optional<Path> file) {

  /** Each machine has its own race. */
  static final MachineStart OWN =
      new MachineStart(StartKind.OWN, Optional.empty(), Optional.empty());

  /** The kind as it is typed. */
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
