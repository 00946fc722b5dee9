package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.io.StoredModel;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** The passes of a fit, after its aggregation: they replace its model by a better one. */
final class FitPasses {

  private final Configuration conf;
  private final RunDirectory run;
  private final FitRequest request;

  FitPasses(Configuration conf, RunDirectory run, FitRequest request) {
    this.conf = conf;
    this.run = run;
    this.request = request;
  }

  /** The model of the aggregation, also where an earlier run has put a refined one in its place. */
  StoredModel oneShot() throws IOException {
    StoredModel model = ModelInput.readOne(conf, run.path(RunFiles.MODEL_AVRO));
    if (!RefinedModel.isRefined(model)) {
      return model;
    }
    String first = RunFiles.measured(1);
    if (!run.has(first)) {
      throw new UnusableInputException(
          "--resume: %s is gone; run without --resume".formatted(first));
    }
    StoredModel aggregated = ModelInput.readOne(conf, run.path(first));
    replace(aggregated);
    return aggregated;
  }

  /**
   * Climbs as far as the request says, from the best of the models that the run has made.
   *
   * @param start the aggregated model
   * @param round of local fits that made it
   * @return empty if no pass was wanted
   */
  Optional<Passes.Result> climb(
      StoredModel start, FitRound round, Stages stages, Consumer<String> console)
      throws IOException {
    if (request.refine().isEmpty()) {
      return Optional.empty();
    }
    RefinementOptions options = RefinementOptions.of(request.fit());
    List<StoredModel> candidates =
        new Candidates(conf, run, request, start, console).all(round, stages);
    Passes.Result result =
        new Passes(conf, run, stages, round.parts(), options, console)
            .from(start, candidates, request.refine().get());
    replace(result.model());
    return Optional.of(result);
  }

  /** Adds to the model what one more pass finds of its certainty, as far as the request says. */
  Optional<FitInference.Result> infer(StoredModel model, InputTable rows, Stages stages)
      throws IOException {
    if (request.inference().isEmpty()) {
      return Optional.empty();
    }
    FitInference.Result result =
        new FitInference(conf, run, stages).of(model, rows, request.inference().get());
    replace(result.model());
    return Optional.of(result);
  }

  /** Nothing is lost where the run ends in between: the aggregation would be made again. */
  private void replace(StoredModel model) throws IOException {
    ModelOutput.writeAvro(run, RunFiles.REFINED_WORK, List.of(model));
    run.delete(RunFiles.MODEL_AVRO);
    run.move(RunFiles.REFINED_WORK, RunFiles.MODEL_AVRO);
  }
}
