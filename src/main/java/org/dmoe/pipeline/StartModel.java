package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Pilot;
import org.dmoe.aggregate.StartKind;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** The model that the machines of a run start from: given, or the pilot that the run has made. */
final class StartModel {

  private static final int MOST_SHOWN = 4;

  private final Configuration conf;
  private final FitRequest request;
  private final Optional<StoredModel> given;

  private StartModel(Configuration conf, FitRequest request, Optional<StoredModel> given) {
    this.conf = conf;
    this.request = request;
    this.given = given;
  }

  /**
   * Reads the model that is given, if one is.
   *
   * @throws UnusableInputException if it is not one of the fit's columns and number of experts
   */
  static StartModel of(Configuration conf, FitRequest request, FeatureSpec columns)
      throws IOException {
    if (request.startModel().isEmpty()) {
      return new StartModel(conf, request, Optional.empty());
    }
    Path path = request.startModel().get();
    String name = "--start " + path;
    if (!path.getFileSystem(conf).exists(path)) {
      throw new UnusableInputException(
          name + ": no such file; give pilot, own, both or the file of a model");
    }
    StoredModel model = ModelInput.readOne(conf, path);
    MixtureOfExperts mixture = ModelInput.requireMixture(model, name);
    require(name, request.fit().experts(), mixture);
    requireColumns(name, model, columns);
    return new StartModel(conf, request, Optional.of(restricted(model, mixture, columns)));
  }

  /** Without coefficients that the fit has not. */
  private static StoredModel restricted(
      StoredModel model, MixtureOfExperts mixture, FeatureSpec columns) {
    return mixture.design().hasPartsOf(columns.design())
        ? model
        : model.withMixture(
            mixture.restrictedTo(columns.design()).withNoise(mixture.noise()), model.sampleSize());
  }

  private static void require(String name, int experts, MixtureOfExperts mixture)
      throws UnusableInputException {
    if (mixture.size() != experts) {
      throw new UnusableInputException(
          "%s: has %d experts, --experts asks for %d".formatted(name, mixture.size(), experts));
    }
  }

  private static void requireColumns(String name, StoredModel model, FeatureSpec columns)
      throws UnusableInputException {
    for (FeatureColumn column : model.columns()) {
      for (FeatureColumn own : columns.columns()) {
        boolean same = column.name().equals(own.name());
        if (same && !column.levels().equals(own.levels())) {
          throw new UnusableInputException(
              "%s: its levels of '%s' are %s, those of the fit %s; give --levels %s"
                  .formatted(name, own.name(), column.levels(), own.levels(), levels(column)));
        }
      }
    }
    if (!model.type().equals(columns.type())) {
      throw new UnusableInputException(
          "%s: its response is of family %s, that of the fit of %s, or has other classes"
              .formatted(name, model.type().family(), columns.type().family()));
    }
    requireFeatures(name, model.features(), columns.features());
    int dimension = model.mixture().orElseThrow().dimension();
    if (dimension != columns.dimension()) {
      throw new UnusableInputException(
          "%s: has %d features, the fit has %d".formatted(name, dimension, columns.dimension()));
    }
    if (!model.response().isEmpty() && !model.response().equals(columns.response())) {
      throw new UnusableInputException(
          "%s: its response is '%s', that of the fit '%s'"
              .formatted(name, model.response(), columns.response()));
    }
  }

  private static String levels(FeatureColumn column) {
    return "'%s=%s'".formatted(column.name(), String.join("|", column.levels()));
  }

  private static void requireFeatures(String name, List<String> its, List<String> fits)
      throws UnusableInputException {
    if (its.isEmpty() || its.equals(fits)) {
      return;
    }
    List<String> differences = new ArrayList<>();
    its.stream()
        .filter(feature -> !fits.contains(feature))
        .forEach(feature -> differences.add("'%s' is not in the fit".formatted(feature)));
    fits.stream()
        .filter(feature -> !its.contains(feature))
        .forEach(feature -> differences.add("'%s' is not in the model".formatted(feature)));
    if (differences.isEmpty()) {
      differences.add("they are the same in another order");
    }
    throw new UnusableInputException(
        "%s: its features are not those of the fit: %s; choose them with --features"
            .formatted(name, shown(differences)));
  }

  private static String shown(List<String> differences) {
    String first =
        String.join(", ", differences.subList(0, Math.min(MOST_SHOWN, differences.size())));
    return differences.size() > MOST_SHOWN ? first + ", ..." : first;
  }

  /**
   * What the machines start from, once the supporting sample is drawn.
   *
   * @param warnings gets a line where a pilot cannot be used
   */
  MachineStart settle(RunDirectory run, Consumer<String> console, Consumer<String> warnings)
      throws IOException {
    if (given.isPresent()) {
      Path file = ModelOutput.writeAvro(run, RunFiles.GIVEN_START_AVRO, List.of(given.get()));
      return new MachineStart(StartKind.MODEL, given, Optional.of(file));
    }
    if (!request.start().needsPilot()) {
      return MachineStart.OWN;
    }
    Path file = run.path(RunFiles.pilot(request.fit().experts(), request.range().isSeveral()));
    StoredModel pilot = ModelInput.readOne(conf, file);
    Optional<String> flaw = Pilot.flaw(pilot, request.fit().experts());
    if (flaw.isPresent()) {
      String warning =
          "pilot: %s; every machine has its own start, as with --start own".formatted(flaw.get());
      warnings.accept(warning);
      console.accept(warning);
      return new MachineStart(StartKind.OWN, Optional.of(pilot), Optional.empty());
    }
    for (String line : warningsOf(pilot)) {
      String warning = "pilot: " + line;
      warnings.accept(warning);
      console.accept(warning); // before all machines follow it
    }
    return new MachineStart(request.start(), Optional.of(pilot), Optional.of(file));
  }

  private static List<String> warningsOf(StoredModel pilot) {
    return pilot.fit().map(FitRecord::getWarnings).orElseGet(ArrayList::new);
  }
}
