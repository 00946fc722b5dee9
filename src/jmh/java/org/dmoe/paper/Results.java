package org.dmoe.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came of the cells: a file each, under its final name only when it is whole. */
final class Results {

  private final Path folder;

  /** Of cells that were asked for: each is for many figures. */
  private final Map<Cell, List<Line>> read = new HashMap<>();

  /**
   * @param output folder of all there is
   */
  Results(Path output) throws IOException {
    folder = Files.createDirectories(output.resolve("cells"));
  }

  /** Whether it was run, and with the columns of today. */
  boolean has(Cell cell) throws IOException {
    if (!Files.exists(file(cell))) {
      return false;
    }
    try (BufferedReader in = Files.newBufferedReader(file(cell))) {
      return Line.header().equals(in.readLine());
    }
  }

  /**
   * @param objective of the aggregation, by iteration
   */
  void add(Cell cell, List<Line> lines, List<Double> objective) throws IOException {
    write(objective(cell), objective.stream().map(String::valueOf).toList());
    List<String> text = new ArrayList<>(List.of(Line.header()));
    lines.forEach(line -> text.add(line.csv()));
    write(file(cell), text);
    read.remove(cell);
  }

  /** Nothing if the cell was not run. */
  List<Line> of(Cell cell) throws IOException {
    if (!read.containsKey(cell) && has(cell)) {
      List<String> lines = Files.readAllLines(file(cell));
      read.put(
          cell, lines.subList(1, lines.size()).stream().map(line -> Line.of(cell, line)).toList());
    }
    return read.getOrDefault(cell, List.of());
  }

  List<Double> objectiveOf(Cell cell) throws IOException {
    return has(cell)
        ? Files.readAllLines(objective(cell)).stream().map(Double::valueOf).toList()
        : List.of();
  }

  /** One table of all cells of a plan. */
  void writeTogether(List<Cell> cells, Path file) throws IOException {
    List<String> text = new ArrayList<>(List.of(Line.header()));
    for (Cell cell : cells) {
      of(cell).forEach(line -> text.add(line.csv()));
    }
    write(file, text);
  }

  private Path file(Cell cell) {
    return folder.resolve(cell.key() + ".csv");
  }

  private Path objective(Cell cell) {
    return folder.resolve(cell.key() + ".objective");
  }

  static void write(Path file, List<String> lines) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, lines);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
