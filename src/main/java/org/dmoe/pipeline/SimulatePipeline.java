package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.simulate.SimulateJob;
import org.dmoe.mapreduce.simulate.SimulateOptions;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.UnusableOutputException;
import org.dmoe.run.Versions;

/** Draws rows of a known mixture and saves the mixture beside them. */
public final class SimulatePipeline {

  private static final String ROWS = "rows";

  /** Of mixtures that do not name theirs. */
  private static final String RESPONSE = "y";

  private static final String SUPPORT = RunFiles.WORK + "/" + RunFiles.SUPPORT_NAME;

  private SimulatePipeline() {}

  /**
   * @return the directory of the rows
   * @throws UnusableOutputException if the output exists or cannot be written
   * @throws UnusableInputException if model and support do not go together
   */
  public static Path run(Configuration conf, SimulateRequest request, Consumer<String> console)
      throws IOException {
    StoredModel truth = truth(conf, request);
    FeatureSpec columns = columns(truth, request.options().label());
    Optional<GivenSupport> given = given(conf, request);
    RowOutput output = request.output();
    try (RunDirectory run = RunDirectory.create(conf, output.directory(), console)) {
      Path model = ModelOutput.writeAvro(run, RunFiles.MODEL_AVRO, List.of(truth));
      ModelOutput.writeJson(run, truth);
      Stages stages = new Stages(conf, run, console);
      Optional<Path> supportFile = Optional.empty();
      if (given.isPresent()) {
        SupportingSample support =
            matched(
                given.get().sample(stages, run, request.reading(), request.draw(), console),
                columns);
        supportFile = Optional.of(ModelOutput.writeSupport(run, SUPPORT, support));
      }
      stages.rows().simulate(request.options(), model, supportFile, columns, output, ROWS);
      run.commit();
      return new Path(run.output(), ROWS);
    }
  }

  private static StoredModel truth(Configuration conf, SimulateRequest request) throws IOException {
    if (request.model().isEmpty()) {
      return drawn(request.options());
    }
    Path path = request.model().get();
    StoredModel model = ModelInput.readOne(conf, path);
    MixtureOfExperts mixture = ModelInput.requireMixture(model, path.toString());
    List<String> features =
        model.features().isEmpty() ? names(mixture.dimension()) : model.features();
    String response = model.response().isEmpty() ? RESPONSE : model.response();
    return model.toBuilder().columns(List.of()).names(features, response).build();
  }

  private static StoredModel drawn(SimulateOptions options) {
    MixtureOfExperts mixture = options.population(options.kind().orElseThrow()).truth();
    SortedMap<String, String> provenance = new TreeMap<>();
    provenance.put("dmoe", Versions.dmoe());
    provenance.put("kind", options.kind().orElseThrow().name());
    provenance.put("seed", Long.toString(options.seed()));
    return StoredModel.builder("truth", Optional.of(mixture), options.rows())
        .names(names(mixture.dimension()), RESPONSE)
        .type(options.kind().orElseThrow().response())
        .provenance(provenance)
        .build();
  }

  private static List<String> names(int dimension) {
    return IntStream.rangeClosed(1, dimension).mapToObj(j -> "x" + j).toList();
  }

  private static FeatureSpec columns(StoredModel truth, boolean label)
      throws UnusableInputException {
    try {
      FeatureSpec columns =
          new FeatureSpec(truth.features(), truth.response()).withType(truth.type());
      SimulateJob.schema(columns, label);
      return columns;
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException("--model: " + e.getMessage(), e);
    }
  }

  private static Optional<GivenSupport> given(Configuration conf, SimulateRequest request)
      throws IOException {
    if (request.support().isEmpty()) {
      return Optional.empty();
    }
    StoredModel model = ModelInput.readOne(conf, request.model().orElseThrow());
    return Optional.of(GivenSupport.of(conf, request.support().get(), model.spec()));
  }

  private static SupportingSample matched(SupportingSample given, FeatureSpec columns)
      throws UnusableInputException {
    SupportingSample support = SupportMatch.of(given, columns.features());
    if (support.dimension() != columns.dimension()) {
      throw new UnusableInputException(
          "--support: has %d columns, the model %d covariates"
              .formatted(support.dimension(), columns.dimension()));
    }
    return support;
  }
}
