package org.dmoe.pipeline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.RawCsv;
import org.dmoe.io.StoredModel;
import org.dmoe.io.SupportCsv;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunFiles;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableOptions;

/** Models and supporting samples that a command is given. */
public final class ModelInput {

  /** Of more local models only what jobs have left is compared. */
  private static final int MOST_LOCAL_MODELS = 512;

  private ModelInput() {}

  /**
   * All models of a file (Avro or JSON) or of a directory's files; of a run directory, or of its
   * model/, the run's model.
   */
  public static List<StoredModel> read(Configuration conf, Path path) throws IOException {
    List<StoredModel> models = new ArrayList<>();
    FileSystem fs = path.getFileSystem(conf);
    for (Path file : files(fs, path)) {
      try (InputStream in = fs.open(file)) {
        models.addAll(ModelFiles.read(in, file.toString()));
      }
    }
    return models;
  }

  /** The same, but of a run directory its local models. */
  static List<StoredModel> readLocal(Configuration conf, Path path) throws IOException {
    Path local = new Path(path, RunFiles.LOCAL);
    FileSystem fs = path.getFileSystem(conf);
    boolean isRun = fs.exists(new Path(path, RunFiles.MODEL_AVRO)) && fs.exists(local);
    return read(conf, isRun ? local : path);
  }

  /**
   * The models of a directory's Avro files, one after another.
   *
   * @param each takes a model as soon as it was read
   */
  static void read(Configuration conf, Path path, Consumer<StoredModel> each) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    for (Path file : files(fs, path)) {
      try (InputStream in = fs.open(file)) {
        ModelFiles.readAvro(in, file.toString(), each);
      }
    }
  }

  /** The usable local models of a directory's Avro files; none where they are too many to hold. */
  static List<LocalModel> readFewLocal(Configuration conf, Path path) throws IOException {
    List<LocalModel> locals = new ArrayList<>();
    int[] number = new int[1];
    read(
        conf,
        path,
        local -> {
          if (number[0]++ < MOST_LOCAL_MODELS) {
            local.localModel().ifPresent(locals::add);
          }
        });
    return number[0] <= MOST_LOCAL_MODELS ? locals : List.of();
  }

  /** The only model of a path. */
  public static StoredModel readOne(Configuration conf, Path path) throws IOException {
    List<StoredModel> models = read(conf, path);
    if (models.size() != 1) {
      throw new BadFileException(
          path.toString(), "has " + models.size() + " models where one is expected");
    }
    return models.get(0);
  }

  /** The pilot of a run directory; empty where there is none or the path is another. */
  public static Optional<StoredModel> pilotOf(Configuration conf, Path path) throws IOException {
    Path pilot = new Path(path, RunFiles.PILOT_AVRO);
    FileSystem fs = path.getFileSystem(conf);
    return fs.getFileStatus(path).isDirectory() && fs.exists(pilot)
        ? Optional.of(readOne(conf, pilot))
        : Optional.empty();
  }

  /**
   * What a stored model says of rows.
   *
   * @param name as the user knows the model
   * @throws UnusableInputException if there is no mixture in it
   */
  static MixtureOfExperts requireMixture(StoredModel model, String name)
      throws UnusableInputException {
    return model
        .mixture()
        .orElseThrow(
            () -> new UnusableInputException(name + ": holds no model: " + model.status()));
  }

  /**
   * How rows are read for a model: by its own columns, unless the table names others.
   *
   * @throws UnusableInputException if a schema declares them otherwise
   */
  static TableOptions columns(TableOptions table, StoredModel model) throws UnusableInputException {
    boolean own = table.features().isEmpty() && table.exclude().isEmpty();
    if (!own || model.features().isEmpty()) {
      ColumnRoles roles = table.roles().toBuilder().response(model.type()).build();
      return table.toBuilder().roles(roles).build();
    }
    if (table.roles().schema().isEmpty()) {
      return table.withKnown(model.spec());
    }
    new SchemaColumns(table).requireSame(model.spec());
    ColumnRoles roles = table.roles().toBuilder().noSchema().build();
    return table.toBuilder().roles(roles).build().withKnown(model.spec());
  }

  /** A supporting sample from a CSV file, or from a directory that holds support.csv. */
  public static SupportingSample readSupport(Configuration conf, Path path) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    FileStatus status = status(fs, path);
    Path file = status.isDirectory() ? new Path(path, RunFiles.SUPPORT_NAME) : path;
    status(fs, file);
    try (InputStream in = fs.open(file)) {
      return SupportCsv.read(in, file.toString());
    }
  }

  /**
   * The same with what the formula made the covariates of, where there is a formula and rows.csv
   * stands beside.
   *
   * @param columns of the model
   */
  static SupportingSample readSupport(Configuration conf, Path path, FeatureSpec columns)
      throws IOException {
    SupportingSample support = readSupport(conf, path);
    FileSystem fs = path.getFileSystem(conf);
    Path directory = fs.getFileStatus(path).isDirectory() ? path : path.getParent();
    Path rows = new Path(directory, RunFiles.RAW_NAME);
    if (columns.formula().isNone() || !fs.exists(rows)) {
      return support;
    }
    try (InputStream in = fs.open(rows)) {
      return support.withRaw(RawCsv.read(in, rows.toString(), columns));
    } catch (IllegalArgumentException e) {
      throw new BadFileException(rows.toString(), e.getMessage(), e);
    }
  }

  private static List<Path> files(FileSystem fs, Path path) throws IOException {
    FileStatus status = status(fs, path);
    if (status.isFile()) {
      return List.of(path);
    }
    for (String global : List.of(RunFiles.MODEL_AVRO, RunFiles.MODEL_JSON)) {
      if (fs.exists(new Path(path, global))) {
        return List.of(new Path(path, global));
      }
    }
    return global(modelFiles(fs, path));
  }

  /** Of the files that a run leaves in model/, the one that holds its model. */
  private static List<Path> global(List<Path> files) {
    Map<String, Path> byName = new HashMap<>();
    files.forEach(file -> byName.put(file.getName(), file));
    if (!RunFiles.MODEL_NAMES.containsAll(byName.keySet())) {
      return files;
    }
    Path json = byName.get(RunFiles.MODEL_JSON_NAME);
    Path model = byName.getOrDefault(RunFiles.MODEL_AVRO_NAME, json);
    return model == null ? files : List.of(model);
  }

  private static List<Path> modelFiles(FileSystem fs, Path path) throws IOException {
    List<Path> files = new ArrayList<>();
    for (FileStatus child : fs.listStatus(path)) {
      String name = child.getPath().getName();
      if (child.isFile() && (name.endsWith(".avro") || name.endsWith(".json"))) {
        files.add(child.getPath());
      }
    }
    if (files.isEmpty()) {
      throw new UnusableInputException(path + ": no .avro or .json model file in this directory");
    }
    files.sort(null);
    return files;
  }

  private static FileStatus status(FileSystem fs, Path path) throws IOException {
    try {
      return fs.getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw new UnusableInputException(path + ": no such file or directory");
    }
  }
}
