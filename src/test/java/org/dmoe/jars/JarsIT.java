package org.dmoe.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
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

  private static final Path TARGET = Path.of("target");
  private static final long MOST_BYTES = 16_500_000;

  @TempDir Path temp;

  private static Path jar(String classifier) throws IOException {
    try (var files = Files.list(TARGET)) {
      return files
          .filter(f -> f.getFileName().toString().matches("dmoe-.*-" + classifier + "\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).filter(n -> n.endsWith(".class")).toList();
    }
  }

  @Test
  void theJobJarBringsNothingThatTheClusterHas() throws IOException {
    assertThat(classes(jar("job")))
        .filteredOn(name -> !name.startsWith("org/dmoe/"))
        .filteredOn(name -> !name.startsWith("com/github/luben/zstd/"))
        .filteredOn(name -> !name.startsWith("META-INF/"))
        .isEmpty();
  }

  @Test
  void theJobJarHoldsTheProgram() throws IOException {
    assertThat(classes(jar("job")))
        .contains("org/dmoe/cli/Main.class", "org/dmoe/shaded/picocli/CommandLine.class");
  }

  @Test
  void theJobJarHoldsNativeCodeOfClustersOnly() throws IOException {
    try (JarFile file = new JarFile(jar("job").toFile())) {
      assertThat(file.stream().map(JarEntry::getName))
          .filteredOn(name -> name.matches(".*\\.(so|dll|dylib)"))
          .isNotEmpty()
          .allMatch(name -> name.matches("linux/(amd64|aarch64|ppc64le|s390x)/[^/]+\\.so"));
      assertThat(file.stream().map(JarEntry::getName))
          .noneMatch(name -> name.startsWith("org/dmoe/quickstart/"));
    }
    assertThat(Files.size(jar("job"))).isLessThan(MOST_BYTES);
  }

  /** Without, Java 24 and later warn of Hadoop's library at each start. */
  @Test
  void theStandaloneJarMayLoadNativeCode() throws IOException {
    try (JarFile file = new JarFile(jar("standalone").toFile())) {
      assertThat(file.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
          .isEqualTo("ALL-UNNAMED");
    }
  }

  @Test
  void theStandaloneJarRunsByItself() throws Exception {
    Path output = temp.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar("standalone").toAbsolutePath().toString(),
                "simulate",
                "--kind",
                "hard",
                "--rows",
                "200",
                "--output",
                temp.resolve("made").toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(output.toString()))
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    assertThat(temp.resolve("made/_SUCCESS")).exists();
    assertThat(Files.readString(output)).doesNotContain("WARN", "SLF4J", "Exception");
  }
}
