package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.ResponseType;
import org.dmoe.evaluate.LabelCounts;
import org.dmoe.evaluate.ResidualHistogram;
import org.dmoe.evaluate.RowEvaluator;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;

/** A model and where a table has its covariates. */
final class ModelColumns {

  private final StoredModel model;
  private final boolean wanted;
  private final RowEvaluator evaluator;
  private final int[] columns;
  private final double[] x;
  private final List<String> classes;
  private final LabelCounts labels;

  /** Of the machine at hand; empty where no picture is asked for. */
  private Optional<ResidualHistogram> residuals;

  private ModelColumns(StoredModel model, int[] columns, boolean wanted) {
    this.model = model;
    this.wanted = wanted;
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    boolean diagnosed = wanted && !mixture.family().isDiscrete();
    this.evaluator = diagnosed ? RowEvaluator.withDiagnostics(mixture) : RowEvaluator.of(mixture);
    this.residuals = diagnosed ? Optional.of(new ResidualHistogram()) : Optional.empty();
    this.columns = columns;
    this.x = new double[columns.length];
    this.classes = classes(model.type());
    this.labels = new LabelCounts(mixture.size());
  }

  /**
   * The one model of a file; its features are found among the table's by name, or by position if it
   * names none.
   *
   * @param diagnosed whether what pictures need is summed too; of numbers only
   * @throws BadFileException if it is not a model, not one, or needs a column that is not there
   */
  static ModelColumns read(InputStream in, String path, List<String> table, boolean diagnosed)
      throws IOException {
    List<StoredModel> models = ModelFiles.read(in, path);
    if (models.size() != 1 || models.get(0).mixture().isEmpty()) {
      throw new BadFileException(path, "expected one model with experts, found " + found(models));
    }
    StoredModel model = models.get(0);
    return new ModelColumns(model, columns(model, path, table), diagnosed);
  }

  /** The same model before the first row. */
  ModelColumns anew() {
    return new ModelColumns(model, columns, wanted);
  }

  void add(double[] row, double y, double exposure, double weight) {
    for (int j = 0; j < x.length; j++) {
      x[j] = row[columns[j]];
    }
    evaluator.add(x, y, exposure, weight);
    if (residuals.isPresent()) {
      evaluator.addTo(residuals.get(), weight);
    }
  }

  /** The residuals since they were taken last; empty where no picture is asked for. */
  Optional<ResidualHistogram> takeResiduals() {
    Optional<ResidualHistogram> taken = residuals;
    residuals = residuals.map(r -> new ResidualHistogram());
    return taken;
  }

  /** Counts the known label of the row added last. */
  void addLabel(String known, double y, double weight) {
    labels.add(known, evaluator.scorer(), y, weight);
  }

  /** Names of the classes, or what stands for them; empty where there are none. */
  List<String> classes() {
    return classes;
  }

  private static List<String> classes(ResponseType type) {
    if (!type.family().equals(ResponseType.BINOMIAL) || type.isText()) {
      return type.classes();
    }
    return type.exposure().isEmpty() ? List.of("0", "1") : List.of("failure", "success");
  }

  LabelCounts labels() {
    return labels;
  }

  RowEvaluator evaluator() {
    return evaluator;
  }

  private static String found(List<StoredModel> models) {
    return models.size() == 1 ? models.get(0).status() : Integer.toString(models.size());
  }

  private static int[] columns(StoredModel model, String path, List<String> table)
      throws BadFileException {
    int d = model.mixture().orElseThrow().dimension();
    boolean named = !model.features().isEmpty();
    if (!named && d != table.size()) {
      throw new BadFileException(
          path, "the model has %d covariates, the table %d".formatted(d, table.size()));
    }
    int[] columns = new int[d];
    for (int j = 0; j < d; j++) {
      columns[j] = named ? table.indexOf(model.features().get(j)) : j;
      if (columns[j] < 0) {
        throw new BadFileException(
            path, "feature '" + model.features().get(j) + "' is not among the table's covariates");
      }
    }
    return columns;
  }
}
