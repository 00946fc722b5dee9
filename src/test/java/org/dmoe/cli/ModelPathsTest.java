package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run directory, its model/ and either of its files are the same model, whatever the command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelPathsTest {

  private Path temp;
  private String rows;

  @BeforeAll
  void fit(@TempDir Path directory) throws IOException {
    temp = directory;
    rows = Rows.directory(temp.resolve("rows"), 100).toString();
    Outcome.of(
            ("fit --input %s --response y --experts 2 --partition file --support-size 50 --test %s"
                    + " --compare --plan both --output %s")
                .formatted(rows, rows, temp.resolve("run"))
                .split(" "))
        .assertDone();
  }

  private Outcome run(String line) {
    return Outcome.of(line.split(" ")).assertDone();
  }

  private String out(String name, String form) {
    return temp.resolve(name + "-" + form.replace('/', '-')).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "run/model", "run/model/model.avro", "run/model/model.json"})
  void everyCommandTakesIt(String form) throws IOException {
    Path model = temp.resolve(form);
    String table = " --input " + rows + " --response y";
    assertThat(run("show --format json " + model).out()).isEqualTo(json());
    assertThat(run("evaluate --model " + model + table).out()).contains("300");
    assertThat(run("evaluate --model " + model + " --reference " + model + table).out())
        .contains("from the reference");
    run("predict --model %s --input %s --output %s".formatted(model, rows, out("p", form)));
    run("simulate --model %s --rows 10 --output %s".formatted(model, out("sim", form)));
    run("statistics --model " + model + table + " --output " + out("s", form) + ".avro");
    run("refine --passes 1 --model " + model + table + " --output " + out("r", form) + ".avro");
    run("fit --experts 2 --start " + model + table + " --output " + out("fit", form));
    aggregate(model, form);
  }

  private void aggregate(Path model, String form) {
    run(
        "aggregate --models %s --init %s --support %s --experts 2 --output %s"
            .formatted(model, model, temp.resolve("run"), out("aggregate", form)));
  }

  private String json() {
    return run("show --format json " + temp.resolve("run/model/model.avro")).out();
  }

  @Test
  void jsonAloneWillDo() throws IOException {
    Path model = Files.createDirectories(temp.resolve("copy/model"));
    Files.copy(temp.resolve("run/model/model.json"), model.resolve("model.json"));
    assertThat(run("show --format json " + model).out()).isEqualTo(json());
    assertThat(run("show --format json " + model.getParent()).out()).isEqualTo(json());
  }

  @Test
  void aDirectoryOfOtherModelsHoldsAllOfThem() throws IOException {
    Path models = Files.createDirectory(temp.resolve("models"));
    for (String name : new String[] {"model.json", "site.json"}) {
      Files.copy(temp.resolve("run/model/model.json"), models.resolve(name));
    }
    assertThat(run("show " + models).out()).containsPattern("(?s)reduction:.*reduction:");
  }
}
