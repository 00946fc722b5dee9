package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.Inference;
import org.dmoe.io.StoredModel;

/**
 * What a run directory holds, as far as its page shows it.
 *
 * @param name by which the run is known
 * @param model the global model
 * @param inference of the model, where its errors are kept
 * @param support rows over which effects are averaged; without them there are none
 * @param machines the local fits
 * @param plan of the machines farthest from the model, the farthest first
 * @param passes log-likelihood a row at each pass over the rows, in nats
 * @param run contents of run.json
 * @param metrics contents of metrics.json; a missing node where there is none
 */
public record RunContents(
    String name,
    StoredModel model,
    Optional<Inference> inference,
    Optional<SupportingSample> support,
    List<MachineFit> machines,
    List<MachinePlan> plan,
    List<Double> passes,
    JsonNode run,
    JsonNode metrics) {

  /**
   * Where the transport plan sends a machine's experts.
   *
   * @param id of the machine
   * @param shares for each of its experts, of its mass, that go to each expert of the model
   */
  public record MachinePlan(String id, List<List<Double>> shares) {

    public MachinePlan {
      shares = List.copyOf(shares);
    }
  }

  /**
   * A local fit without its model.
   *
   * @param id of the machine
   * @param status how the fit ended
   * @param rows it had
   * @param logLikelihood of them, in nats
   * @param iterations of all its starts
   * @param seconds it took
   * @param warnings about it
   */
  public record MachineFit(
      String id,
      String status,
      long rows,
      double logLikelihood,
      int iterations,
      double seconds,
      List<String> warnings) {

    /** Of a model that says nothing of its fit, the numbers are 0 and NaN. */
    public static MachineFit of(StoredModel local) {
      return local
          .fit()
          .map(
              fit ->
                  new MachineFit(
                      local.id(),
                      local.status(),
                      fit.getRows(),
                      fit.getLogLikelihood(),
                      fit.getIterations(),
                      fit.getSeconds(),
                      List.copyOf(fit.getWarnings())))
          .orElseGet(
              () ->
                  new MachineFit(
                      local.id(), local.status(), 0, Double.NaN, 0, Double.NaN, List.of()));
    }
  }

  public RunContents {
    Objects.requireNonNull(model, "model");
    machines = List.copyOf(machines);
    plan = List.copyOf(plan);
    passes = List.copyOf(passes);
  }

  String response() {
    return model.fittedResponse("y");
  }
}
