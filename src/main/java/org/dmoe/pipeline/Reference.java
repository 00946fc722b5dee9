package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.SupportMatch;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.Deviation;
import org.dmoe.io.StoredModel;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.in.TableOptions;
import org.dmoe.transport.plan.CostKind;

/**
 * The model that others are compared with, parameter by parameter and by transport cost. Every
 * property is described at its setter in the {@link Builder}.
 */
public final class Reference {

  private final Path reference;
  private final Optional<Path> support;
  private final SupportDraw draw;
  private final CostKind cost;

  private Reference(Builder from) {
    reference = from.reference;
    support = from.support;
    draw = from.draw;
    cost = from.cost;
  }

  /**
   * The defaults.
   *
   * @param reference file or run directory of the model
   */
  public static Builder builder(Path reference) {
    return new Builder(reference);
  }

  /**
   * @throws UnusableInputException if there is no model, or one of other covariates
   */
  StoredModel read(Configuration conf, StoredModel like) throws IOException {
    StoredModel model = ModelInput.readOne(conf, reference);
    if (model.mixture().isEmpty()) {
      throw new UnusableInputException(
          "--reference %s: holds no model: %s".formatted(reference, model.status()));
    }
    if (!sameCovariates(model, like)) {
      throw new UnusableInputException(
          "--reference %s: its covariates are %s, the models' are %s; they must be the same, in order"
              .formatted(reference, covariates(model), covariates(like)));
    }
    if (!model.type().equals(like.type())) {
      throw new UnusableInputException(
          "--reference %s: its response is of family %s, the models' of %s, or has other classes"
              .formatted(reference, model.type().family(), like.type().family()));
    }
    return model;
  }

  private static boolean sameCovariates(StoredModel one, StoredModel other) {
    boolean named = !one.features().isEmpty() && !other.features().isEmpty();
    return named
        ? one.features().equals(other.features())
        : one.mixture().orElseThrow().dimension() == other.mixture().orElseThrow().dimension();
  }

  private static String covariates(StoredModel model) {
    int d = model.mixture().orElseThrow().dimension();
    return model.features().isEmpty() ? d + " without names" : String.join(", ", model.features());
  }

  /**
   * Drawn from the rows where none is given.
   *
   * @param reading how rows of a table that is given are read
   */
  SupportingSample support(
      Configuration conf,
      StoredModel like,
      InputTable rows,
      TableOptions reading,
      RunDirectory run,
      Stages stages,
      Consumer<String> console)
      throws IOException {
    if (support.isPresent()) {
      return GivenSupport.of(conf, support.get(), like.spec())
          .sample(stages, run, reading, draw, console);
    }
    stages.sample(rows, draw);
    return ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
  }

  /** Of each model, in order. */
  List<Deviation> deviations(
      List<StoredModel> models, StoredModel reference, SupportingSample support)
      throws IOException {
    SupportingSample matched = SupportMatch.of(support, models.get(0).features());
    int d = reference.mixture().orElseThrow().dimension();
    if (matched.dimension() != d) {
      throw new UnusableInputException(
          "--support: %d columns for %d covariates".formatted(matched.dimension(), d));
    }
    return models.stream()
        .map(
            model ->
                Deviation.of(
                    model.mixture().orElseThrow(),
                    reference.mixture().orElseThrow(),
                    matched,
                    cost))
        .toList();
  }

  /** Collects what models are compared with. */
  public static final class Builder {

    private final Path reference;
    private Optional<Path> support = Optional.empty();
    private SupportDraw draw = SupportDraw.DEFAULT;
    private CostKind cost = CostKind.KL;

    private Builder(Path reference) {
      this.reference = Objects.requireNonNull(reference, "reference");
    }

    /** Over which costs are means: covariates, or a table to draw from; by default the rows. */
    public Builder support(Path file) {
      support = Optional.of(file);
      return this;
    }

    /** How the support is drawn from rows; by default {@link SupportDraw#DEFAULT}. */
    public Builder draw(SupportDraw sizeAndSeed) {
      draw = Objects.requireNonNull(sizeAndSeed, "draw");
      return this;
    }

    /** Cost between experts, from the reference's; by default {@link CostKind#KL}. */
    public Builder cost(CostKind kind) {
      cost = Objects.requireNonNull(kind, "cost");
      return this;
    }

    public Reference build() {
      return new Reference(this);
    }
  }
}
