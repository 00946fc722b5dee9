package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.Predictor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file is loaded and predicts with only the jars that have to be there. */
class ScoringLibraryTest {

  /** Jars by the beginnings of their names; Hadoop is not among them. */
  private static final List<String> JARS =
      List.of(
          "avro-1",
          "jackson-core",
          "jackson-databind",
          "jackson-annotations",
          "slf4j-api",
          "commons-numbers-");

  @TempDir Path directory;

  @Test
  void predictsWithoutHadoop() throws Exception {
    StoredModel model = StoredModel.of("m", Mixtures.random(new SplittableRandom(1), 3, 1), 10);
    Path avro = directory.resolve("model.avro");
    Path json = directory.resolve("model.json");
    try (var out = Files.newOutputStream(avro)) {
      ModelFiles.writeAvro(out, List.of(model));
    }
    try (var out = Files.newOutputStream(json)) {
      ModelFiles.writeJson(out, model);
    }
    double[] x = {0.25};
    double expected =
        Predictor.of(model.mixture().orElseThrow(), 0.9).predict(x).quantiles().get(0);

    try (URLClassLoader library = library()) {
      assertThatThrownBy(() -> library.loadClass("org.apache.hadoop.conf.Configuration"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(predicted(library, avro, x)).isCloseTo(expected, within(0.0));
      assertThat(predicted(library, json, x)).isCloseTo(expected, within(0.0));
    }
  }

  /** ModelFiles.read, then Predictor.of(mixture, 0.9).predict(x), in the other class loader. */
  private static double predicted(ClassLoader library, Path file, double[] x) throws Exception {
    Class<?> files = library.loadClass(ModelFiles.class.getName());
    Class<?> mixtures = library.loadClass(MixtureOfExperts.class.getName());
    Class<?> predictors = library.loadClass(Predictor.class.getName());
    Object models;
    try (InputStream in = Files.newInputStream(file)) {
      models =
          files
              .getMethod("read", InputStream.class, String.class)
              .invoke(null, in, file.toString());
    }
    Object model = ((List<?>) models).get(0);
    Object mixture =
        ((Optional<?>) model.getClass().getMethod("mixture").invoke(model)).orElseThrow();
    Object predictor =
        predictors
            .getMethod("of", mixtures, double[].class)
            .invoke(null, mixture, new double[] {0.9});
    Object prediction = predictors.getMethod("predict", double[].class).invoke(predictor, x);
    return (Double)
        ((List<?>) prediction.getClass().getMethod("quantiles").invoke(prediction)).get(0);
  }

  private static URLClassLoader library() throws Exception {
    List<URL> urls = new ArrayList<>();
    URI own = ModelFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    urls.add(own.toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString();
      if (JARS.stream().anyMatch(name::startsWith)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    assertThat(urls).hasSizeGreaterThan(JARS.size());
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
