package org.dmoe.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command line, restart and files of the experiments; the runs are not real but for one cell. */
class PaperTest {

  /** What every run of simulated data has. */
  private static final List<Metric> ALWAYS =
      List.of(
          Metric.T_C,
          Metric.R_C,
          Metric.LOG_LIKELIHOOD,
          Metric.RPE,
          Metric.RMSE,
          Metric.ARI,
          Metric.MSE_COEFFICIENTS,
          Metric.MSE_VARIANCES,
          Metric.MSE_GATE,
          Metric.LONGEST,
          Metric.WHOLE);

  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private final List<Cell> ran = new ArrayList<>();

  private int paper(String broken, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--output", folder.resolve("out").toString()));
    Paper.CellRunner runner =
        (cell, output, results) -> {
          ran.add(cell);
          if (cell.key().equals(broken)) {
            throw new IOException("no such luck");
          }
          results.add(cell, lines(cell), List.of(3.0, 2.0, 2.0));
        };
    return Paper.run(all.toArray(String[]::new), runner, stream(said), stream(complaints));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static List<Line> lines(Cell cell) {
    Map<Metric, Double> values = Map.of(Metric.RPE, 0.25 * cell.replicate(), Metric.T_C, 0.01);
    List<String> models =
        cell.setting().isGlobal()
            ? List.of(CellRun.GLOBAL)
            : List.of(CellRun.REDUCTION, "weighted average");
    return models.stream().map(model -> new Line(cell, model, values)).toList();
  }

  @Test
  void whatWasDoneIsNotDoneAgain() throws IOException {
    String broken = "paper-20-10000-32-3000-4-4-pilot-equal-default-2";
    String[] wanted = {"--quick", "--replicates", "2", "--only", "machines-fewest"};

    assertThat(paper(broken, wanted)).isEqualTo(1);
    assertThat(ran).hasSize(6).doesNotHaveDuplicates();
    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .isEqualTo("paper: " + broken + " failed: no such luck\n");

    ran.clear();
    assertThat(paper("", wanted)).isZero();
    assertThat(ran).extracting(Cell::key).containsExactly(broken);
    assertThat(Files.readAllLines(folder.resolve("out").resolve("results.csv")))
        .hasSize(1 + 2 + 2 * 2 * 2)
        .contains(
            "paper,20,10000,32,3000,4,4,pilot,equal,default,2,reduction,0.01,,,0.5"
                + ",".repeat(Metric.stored().size() - Metric.RPE.ordinal() - 1));
  }

  @Test
  void aRunOfOtherColumnsIsDoneAgain() throws IOException {
    Results results = new Results(folder);
    Cell cell = new Cell(Setting.of("hard", 3000, 2), 1);
    results.add(cell, lines(cell), List.of());
    Path file = folder.resolve("cells").resolve(cell.key() + ".csv");
    assertThat(results.has(cell)).isTrue();

    Files.writeString(file, Files.readString(file).replace(",rpe,", ","));

    assertThat(results.has(cell)).isFalse();
    assertThat(results.of(cell)).isEmpty();
  }

  @Test
  void twoRunsDoNotShareAFolder() throws IOException {
    try (OutputLock other = OutputLock.of(folder.resolve("out"))) {
      assertThat(paper("", "--quick", "--only", "objective")).isEqualTo(1);
    }
    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "paper: %s cannot be written: another run is at work there\n"
                .formatted(folder.resolve("out")));
    assertThat(ran).isEmpty();
  }

  @Test
  void figuresTablesAndPageAreWritten() throws Exception {
    paper("", "--quick", "--replicates", "2", "--only", "machines-fewest,objective");

    Path out = folder.resolve("out");
    String svg = Files.readString(out.resolve("figures").resolve("machines-fewest-rpe.svg"));
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(out.resolve("figures").resolve("objective.svg").toFile())
                .getElementsByTagName("polyline")
                .getLength())
        .as("a line a replicate, and its legend")
        .isEqualTo(2 * 2);
    assertThat(svg).contains("global", "reduction", "weighted average", ">8<", ">32<");
    assertThat(Files.readString(out.resolve("tables").resolve("machines-fewest.tex")))
        .contains("machines & model & T\\_c to the truth & RPE \\\\")
        .contains("8 & reduction & 0.01000 (0.000) & 0.3750 (0.1768) \\\\");
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("It never rises in any replicate.", "57.32", svg.strip());
    try (Stream<Path> files = Files.walk(out)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".unfinished"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--only, machine, no such experiment; there are machines-most",
    "--fast, '', unknown option --fast",
    "--quick, --full, name one of",
    "--only, '', --only needs a value",
    "--authors, no-such-folder, --authors no-such-folder: no such folder",
    "--replicates, 0, --replicates 0: 1 to 9999 are wanted"
  })
  void wrongUsageIsOneLine(String option, String second, String message) {
    assertThat(paper("", option, second)).isEqualTo(2);
    assertThat(complaints.toString(StandardCharsets.UTF_8))
        .startsWith("paper: ")
        .contains(message)
        .containsOnlyOnce("\n");
    assertThat(ran).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theScriptNamesTheExperiments() throws IOException {
    String usage = Files.readString(Path.of("scripts", "paper")).replaceAll("\\s*\n#\\s*", " ");
    List<String> names = Plan.of(Size.USUAL).experiments().stream().map(Experiment::name).toList();

    assertThat(usage).contains(": " + String.join(", ", names) + " (default: all)");
  }

  /** With the jobs themselves. */
  @Test
  void aCellIsRun() throws IOException {
    Results results = new Results(folder);
    Cell cell = new Cell(Setting.of("hard", 3000, 2).withSupport(500), 1);

    new CellRun(cell, folder).into(results);

    List<Line> lines = results.of(cell);
    assertThat(lines)
        .extracting(Line::model)
        .startsWith(CellRun.PASS, CellRun.REDUCTION, "likelihood", "transport");
    assertThat(lines.get(1).values().keySet()).containsAll(ALWAYS);
    assertThat(lines)
        .extracting(line -> line.values().containsKey(Metric.LONGEST))
        .containsOnlyOnce(true);
    assertThat(lines.get(1).values().get(Metric.ARI)).isBetween(0.5, 1.0);
    assertThat(lines.get(1).values().get(Metric.T_C)).isLessThan(1);
    assertThat(results.objectiveOf(cell)).isNotEmpty();
    assertThat(folder.resolve("work")).doesNotExist();
  }
}
