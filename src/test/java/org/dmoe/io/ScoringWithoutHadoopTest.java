package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Prediction;
import org.dmoe.model.Predictor;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation's program, compiled and run with nothing but the libraries that it names. */
class ScoringWithoutHadoopTest {

  private static final List<String> LIBRARIES =
      List.of(
          "avro-1",
          "jackson-core-2",
          "jackson-databind",
          "jackson-annotations",
          "commons-numbers",
          "slf4j-api");

  private static final MixtureOfExperts MIXTURE =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{0.5, 1, 0}, {0, 0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {-3, -1, 1}, 0.25),
              GaussianExpert.of(new double[] {3, 2, -1}, 0.5)));

  @TempDir private Path directory;

  private final List<Path> classPath = new ArrayList<>();

  @BeforeEach
  void compileTheProgram() throws Exception {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      String name = path.getFileName().toString();
      boolean library = LIBRARIES.stream().anyMatch(name::startsWith);
      if (library || path.endsWith(Path.of("target", "classes"))) {
        classPath.add(path);
      }
    }
    Path source = directory.resolve("Predict.java");
    Files.writeString(source, program());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path = String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
    String[] arguments = {"-cp", path, "-d", directory.toString(), source.toString()};
    assertThat(compiler.run(null, null, null, arguments)).isZero();
    classPath.add(directory);
  }

  private static String program() throws Exception {
    return program("src/site/markdown/prediction.md");
  }

  private static String program(String page) throws Exception {
    String text = Files.readString(Path.of(page));
    int from = text.indexOf("```java\n") + "```java\n".length();
    return text.substring(from, text.indexOf("```", from));
  }

  @Test
  void theReadmeHasTheSameProgram() throws Exception {
    assertThat(program("README.md")).isEqualTo(program()).contains("Predictor.of");
  }

  @Test
  void theProgramPredictsFromAvroAndJson() throws Exception {
    Path avro = directory.resolve("model.avro");
    Path json = directory.resolve("model.json");
    StoredModel model = StoredModel.of("m", MIXTURE, 10);
    try (OutputStream out = Files.newOutputStream(avro)) {
      ModelFiles.writeAvro(out, List.of(model));
    }
    try (OutputStream out = Files.newOutputStream(json)) {
      ModelFiles.writeJson(out, model);
    }
    Prediction p = Predictor.of(MIXTURE, 0.05, 0.95).predict(new double[] {0.5, -1});
    String expected = p.mean() + " +- " + Math.sqrt(p.variance()) + " " + p.quantiles();

    assertThat(run(avro)).isEqualTo(expected);
    assertThat(run(json)).isEqualTo(expected);
  }

  private String run(Path model) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = loader()) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Predict")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {model.toString()});
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void hadoopIsNotThere() throws Exception {
    try (URLClassLoader loader = loader()) {
      assertThatThrownBy(() -> loader.loadClass("org.apache.hadoop.conf.Configuration"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  private URLClassLoader loader() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path path : classPath) {
      urls.add(path.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
