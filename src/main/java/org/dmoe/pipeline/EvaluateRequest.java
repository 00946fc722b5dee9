package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.run.Output;

/**
 * What to score on what.
 *
 * @param models files or run directories, each with one or more models of the same columns
 * @param source rows to score on; response and features are the models' own where its table names
 *     none
 * @param reference a model that the others are compared with
 * @param output where the metrics and their pictures are written; empty for nowhere
 */
public record EvaluateRequest(
    List<Path> models, RowSource source, Optional<Reference> reference, Optional<Output> output) {

  /**
   * @throws IllegalArgumentException if there is no model
   */
  public EvaluateRequest {
    Checks.that(!models.isEmpty(), "--model: name at least one path");
    models = List.copyOf(models);
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(output, "output");
  }
}
