package org.dmoe.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is inside the two artefacts, and that the standalone one runs by itself. */
class JarsIT {

  private static final long MOST_BYTES_OF_THE_JOB_JAR = 12_000_000;
  private static final long MOST_BYTES_OF_THE_STANDALONE_JAR = 65_000_000;

  @TempDir Path temp;

  private static List<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).filter(n -> n.endsWith(".class")).toList();
    }
  }

  @Test
  void theJobJarBringsNothingThatTheClusterHas() throws IOException {
    assertThat(classes(Jars.built("job")))
        .filteredOn(name -> !name.startsWith("org/dmoe/"))
        .filteredOn(name -> !name.startsWith("com/github/luben/zstd/"))
        .filteredOn(name -> !name.startsWith("META-INF/"))
        .isEmpty();
  }

  @Test
  void theJobJarHoldsTheProgram() throws IOException {
    assertThat(classes(Jars.built("job")))
        .contains("org/dmoe/cli/Main.class", "org/dmoe/shaded/picocli/CommandLine.class");
  }

  @Test
  void theJobJarHoldsNativeCodeOfClustersOnly() throws IOException {
    try (JarFile file = new JarFile(Jars.built("job").toFile())) {
      assertThat(file.stream().map(JarEntry::getName))
          .filteredOn(name -> name.matches(".*\\.(so|dll|dylib)"))
          .isNotEmpty()
          .allMatch(name -> name.matches("linux/(amd64|aarch64)/[^/]+\\.so"));
      assertThat(file.stream().map(JarEntry::getName))
          .noneMatch(name -> name.startsWith("org/dmoe/quickstart/"));
    }
    assertThat(Files.size(Jars.built("job"))).isLessThan(MOST_BYTES_OF_THE_JOB_JAR);
  }

  @Test
  void theStandaloneJarIsNotLargerThanSaid() throws IOException {
    assertThat(Files.size(Jars.built("standalone"))).isLessThan(MOST_BYTES_OF_THE_STANDALONE_JAR);
  }

  /** Without, Java 24 and later warn of Hadoop's library at each start. */
  @Test
  void theStandaloneJarMayLoadNativeCode() throws IOException {
    try (JarFile file = new JarFile(Jars.built("standalone").toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
          .isEqualTo("ALL-UNNAMED");
    }
  }

  @Test
  void theStandaloneJarRunsByItself() throws Exception {
    String said =
        Jars.run(
            List.of("-jar", Jars.built("standalone").toString()),
            "simulate",
            "--kind",
            "hard",
            "--rows",
            "200",
            "--output",
            temp.resolve("made").toString());
    assertThat(temp.resolve("made/_SUCCESS")).exists();
    assertThat(said).doesNotContain("WARN", "SLF4J", "Exception");
  }
}
