package org.dmoe.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.quickstart.BeijingTable;

/** Rows of one cell; those of the cell before it are deleted when others are wanted. */
final class PaperData {

  private static final Path STATIONS = Path.of("src", "quickstart", "beijing-air-quality");

  private static final int TEST_ROWS = 20_000;

  /** Numbers of the test rows begin here: none of them is a row of training. */
  private static final int FIRST_TEST_ROW = 1_000_000_000;

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
    List<String> options = new ArrayList<>(List.of("--input"));
    options.add(folder.resolve("train").toString());
    boolean files =
        !setting.isGlobal() && (!setting.isSimulated() || setting.sizes() != MachineSizes.EQUAL);
    options.addAll(List.of("--partition", files ? "file" : "random:" + setting.machines()));
    options.addAll(List.of("--response", setting.isSimulated() ? "y" : "PM2.5"));
    if (setting.isSimulated()) {
      options.addAll(List.of("--label", "label"));
    }
    return options;
  }

  /** What {@code evaluate} reads. */
  List<String> test() {
    if (!cell.setting().isSimulated()) {
      return List.of("--input", folder.resolve("test").toString());
    }
    return List.of(
        "--input", folder.resolve("test").resolve("rows").toString(),
        "--label", "label",
        "--reference", truth().toString());
  }

  /** The model that the rows were drawn from. */
  Path truth() {
    return folder.resolve("test").resolve("model").resolve("model.json");
  }

  private void simulate() throws IOException {
    Setting setting = cell.setting();
    Path train = Files.createDirectories(folder.resolve("train"));
    int files = setting.sizes() == MachineSizes.EQUAL ? 1 : setting.machines();
    int[] sizes = setting.sizes().of(setting.rows(), files);
    int first = 0;
    for (int m = 0; m < files; m++) {
      simulateFile(first, sizes[m], train.resolve("machine-%04d.avro".formatted(m)));
      first += sizes[m];
    }
    simulate(FIRST_TEST_ROW, TEST_ROWS, folder.resolve("test"));
  }

  private void simulateFile(int first, int rows, Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path drawn = folder.resolve("drawn");
    Folders.delete(drawn);
    simulate(first, rows, drawn);
    Files.move(drawn.resolve("rows").resolve("part-m-00000.avro"), file);
    Folders.delete(drawn);
  }

  private void simulate(int first, int rows, Path into) throws IOException {
    if (Files.exists(into)) {
      return;
    }
    Setting setting = cell.setting();
    Program.run(
        List.of(
            "simulate",
            "--kind",
            setting.kind(),
            "--experts",
            "" + setting.experts(),
            "--rows",
            "" + rows,
            "--first-row",
            "" + first,
            "--files",
            "1",
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
