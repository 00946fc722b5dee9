package org.dmoe.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.dmoe.quickstart.BeijingTable;

/** Rows of one cell; those of the cell before it are deleted when others are wanted. */
final class PaperData {

  private static final Path STATIONS = Path.of("src", "quickstart", "beijing-air-quality");

  private static final int TEST_ROWS = 20_000;

  /** Numbers of the test rows begin here: none of them is a row of training. */
  private static final int FIRST_TEST_ROW = 1_000_000_000;

  /** Experts of a machine that has some of them. */
  private static final int LOCAL_EXPERTS = 3;

  /** Rows drawn for each that such a machine has. */
  private static final int SPARE = 3;

  private final Path all;
  private final Cell cell;
  private final Path folder;

  private PaperData(Path all, Cell cell) {
    this.all = all;
    this.cell = cell;
    folder = all.resolve(cell.dataKey());
  }

  /** Makes what is not there. */
  static PaperData of(Path output, Cell cell) throws IOException {
    PaperData data = new PaperData(output.resolve("data"), cell);
    if (!Files.exists(data.folder)) {
      Folders.delete(data.all);
      Files.createDirectories(data.all);
    }
    if (cell.setting().isSimulated()) {
      data.simulate();
    } else {
      data.readStations();
    }
    return data;
  }

  /** What {@code fit} reads, and how it divides it among machines. */
  List<String> training() {
    Setting setting = cell.setting();
    List<String> options = new ArrayList<>(rows());
    boolean files = !setting.isGlobal() && !isDealtOut();
    options.addAll(List.of("--partition", files ? "file" : "random:" + setting.machines()));
    options.addAll(List.of("--response", setting.isSimulated() ? "y" : "PM2.5"));
    return options;
  }

  /** The rows of training. */
  List<String> rows() {
    List<String> options = new ArrayList<>(List.of("--input"));
    options.add(folder.resolve("train").toString());
    if (cell.setting().isSimulated()) {
      options.addAll(List.of("--label", "label"));
    }
    return options;
  }

  /** What {@code evaluate} reads; the truth has more columns than a model of chosen terms. */
  List<String> test() {
    if (!cell.setting().isSimulated()) {
      return List.of("--input", folder.resolve("test").toString());
    }
    List<String> options = new ArrayList<>(List.of("--label", "label", "--input"));
    options.add(folder.resolve("test").resolve("rows").toString());
    if (cell.setting().method() != Method.LASSO) {
      options.addAll(List.of("--reference", truth().toString()));
    }
    return options;
  }

  /** The model that the rows were drawn from. */
  Path truth() {
    return folder.resolve("test").resolve("model").resolve("model.json");
  }

  private boolean isDealtOut() {
    return cell.setting().isSimulated() && cell.setting().sizes() == MachineSizes.EQUAL;
  }

  private void simulate() throws IOException {
    Setting setting = cell.setting();
    Path train = folder.resolve("train");
    if (!Files.exists(train)) {
      Files.createDirectories(folder);
      switch (setting.sizes()) {
        case EQUAL -> simulateFiles(1, train);
        case FILES -> simulateFiles(setting.machines(), train);
        default -> simulateMachines(train);
      }
    }
    simulate(FIRST_TEST_ROW, TEST_ROWS, 1, folder.resolve("test"));
  }

  private void simulateFiles(int files, Path train) throws IOException {
    Path drawn = folder.resolve("drawn");
    Folders.delete(drawn);
    simulate(0, cell.setting().rows(), files, drawn);
    Files.move(drawn.resolve("rows"), train);
    Folders.delete(drawn);
  }

  /** One drawing, divided: the same rows as of a drawing for each machine. */
  private void simulateMachines(Path train) throws IOException {
    Setting setting = cell.setting();
    Path unfinished = folder.resolve("unfinished");
    Path drawn = folder.resolve("drawn");
    Folders.delete(unfinished);
    Folders.delete(drawn);
    Files.createDirectories(unfinished);
    List<DataFiles.Part> parts = new ArrayList<>();
    int all = 0;
    for (int rows : setting.sizes().of(setting.rows(), setting.machines())) {
      parts.add(part(parts.size(), rows, unfinished));
      all += parts.get(parts.size() - 1).drawn();
    }
    simulate(0, all, 1, drawn);
    DataFiles.divide(drawn.resolve("rows").resolve("part-m-00000.avro"), parts);
    Folders.delete(drawn);
    Files.move(unfinished, train);
  }

  private DataFiles.Part part(int machine, int rows, Path into) {
    Path file = into.resolve("machine-%04d.avro".formatted(machine));
    if (cell.setting().sizes() != MachineSizes.THREE_EXPERTS) {
      return new DataFiles.Part(file, rows, rows, label -> true);
    }
    int K = cell.setting().experts();
    IntPredicate some = label -> Math.floorMod(label - 1 - machine, K) < LOCAL_EXPERTS;
    return new DataFiles.Part(file, SPARE * rows, rows, some);
  }

  private void simulate(int first, int rows, int files, Path into) throws IOException {
    if (Files.exists(into)) {
      return;
    }
    Setting setting = cell.setting();
    Program.run(
        List.of(
            "simulate",
            "--kind",
            setting.kind(),
            "--dimension",
            "" + setting.dimension(),
            "--experts",
            "" + setting.experts(),
            "--rows",
            "" + rows,
            "--first-row",
            "" + first,
            "--files",
            "" + files,
            "--with-label",
            "--format",
            "avro",
            "--seed",
            "" + cell.replicate(),
            "--output",
            into.toString()));
  }

  private void readStations() throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Path unfinished = all.resolve("unfinished");
    Folders.delete(unfinished);
    String[] paths = {STATIONS.toString(), unfinished.toString()};
    if (BeijingTable.run(paths, System.err) != 0) {
      throw new IOException("the quickstart's table could not be made of " + STATIONS);
    }
    Files.move(unfinished, folder);
  }
}
