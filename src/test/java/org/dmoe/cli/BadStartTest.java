package org.dmoe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;

/** Models that a fit cannot start from: one line, nothing left. */
class BadStartTest extends FitTrials {

  private static final String PLAIN =
      """
      {"experts":[{"intercept":1,"coefficients":[1,0],"variance":1},
                  {"intercept":-1,"coefficients":[0,1],"variance":1}],
       "gates":[{"intercept":0,"coefficients":[1,0]},{"intercept":0,"coefficients":[0,0]}],
       "sampleSize":100,"features":["x1","x2"],"response":"y"}
      """;

  private void refuses(String model, String... words) throws IOException {
    Path file = Files.createDirectories(temp.resolve("models")).resolve("start.json");
    Files.writeString(file, model);
    assertRefused(fit("--start", file.toString()), 3, words);
    assertRefused(fit("--start", file.toString(), "--dry-run"), 3, words);
  }

  @Test
  void ofOtherColumnsOrExperts() throws IOException {
    refuses(
        PLAIN.replace("\"x2\"", "\"z\""),
        "--start ",
        "its features are not those of the fit: 'z' is not in the fit, 'x2' is not in the model");
    refuses(
        PLAIN.replace("[\"x1\",\"x2\"]", "[\"x2\",\"x1\"]"),
        "they are the same in another order; choose them with --features");
    refuses(PLAIN.replace("\"y\"", "\"z\""), "its response is 'z', that of the fit 'y'");
    refuses(
        PLAIN
            .replace("[1,0]", "[1]")
            .replace("[0,1]", "[1]")
            .replace("[0,0]", "[0]")
            .replace("\"features\":[\"x1\",\"x2\"],", ""),
        "has 1 features, the fit has 2");
    String file = temp.resolve("models/start.json").toString();
    Files.writeString(Path.of(file), PLAIN);
    assertRefused(fit("--start", file, "--experts", "3"), 3, "has 2 experts, --experts asks for 3");
  }

  @Test
  void ofOtherLevels() throws IOException {
    for (String site : List.of("site0.csv", "site1.csv", "site2.csv")) {
      Path path = input.resolve(site);
      List<String> lines = Files.readAllLines(path);
      lines.replaceAll(BadStartTest::withLevelInsteadOfNumber);
      Files.write(path, lines);
    }
    Path run = temp.resolve("run");
    fit("--categorical", "c", "--levels", "c=b|a").assertDone();
    Path model = Files.createDirectories(temp.resolve("models")).resolve("start.avro");
    Files.copy(run.resolve("model/model.avro"), model);
    FileUtil.fullyDelete(run.toFile());

    assertRefused(
        fit("--categorical", "c", "--start", model.toString()),
        3,
        "its levels of 'c' are [b, a], those of the fit [a, b]",
        "--levels 'c=b|a'");
  }

  /** The first column is one of two levels instead, c. */
  private static String withLevelInsteadOfNumber(String line) {
    String first = line.startsWith("x1,") ? "c" : line.startsWith("-") ? "a" : "b";
    return first + line.substring(line.indexOf(','));
  }

  @Test
  void thatIsNotThereOrDamaged() throws IOException {
    assertRefused(
        fit("--start", temp.resolve("pilott").toString()),
        3,
        "pilott: no such file; give pilot, own, both or the file of a model");
    refuses("{\"experts\":", "start.json");
    Path cut = temp.resolve("models/cut.avro");
    Files.write(cut, new byte[] {'O', 'b', 'j', 1, 2, 3});
    assertRefused(fit("--start", cut.toString()), 3, "cut.avro");
    assertRefused(fit("--start", ""), 2, "a path is empty");
  }
}
