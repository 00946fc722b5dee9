package org.dmoe.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dmoe.site.Page.Block;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of commands of the documentation is run by a shell, those of one page one after
 * another in one directory, which has the project's {@code src}; two pages at a time. {@code dmoe}
 * is this build.
 */
class PageCommandsTest {

  /** Blocks that are not run: page, first line, reason. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry(
              "README.md: git clone <this repository> dmoe && cd dmoe",
              "fetches and builds the whole project"),
          Map.entry("README.md: mvn package -DskipTests", "builds, and needs a cluster"),
          Map.entry("install.md: mvn package -DskipTests", "builds the whole project"),
          Map.entry(
              "install.md: jdk=/usr/lib/jvm/java-17-openjdk-amd64",
              "needs a cluster; its keys are set by scripts/test-cluster"),
          Map.entry("cluster.md: mvn package -DskipTests", "builds, and needs a cluster"),
          Map.entry("cluster.md: run=/user/me/runs/2026-01-01", "needs a cluster"),
          Map.entry("development.md: scripts/test", "runs this test"));

  private static final Path TABLE = Path.of("src", "quickstart", "beijing-air-quality");

  private static final int PAGES_AT_A_TIME = 2;

  @TempDir private static Path root;

  private static ExecutorService shells;

  /** Of each page, by its name. */
  private static final Map<String, Future<?>> RUNNING = new HashMap<>();

  @BeforeAll
  static void runPages() throws IOException {
    shells = Executors.newFixedThreadPool(PAGES_AT_A_TIME);
    pages().forEach(page -> RUNNING.put(page.name(), shells.submit(() -> runPage(page))));
  }

  @AfterAll
  static void stop() {
    shells.shutdownNow();
  }

  static Stream<Page> pages() throws IOException {
    return Page.all().stream()
        .filter(page -> page.commands().stream().anyMatch(b -> runs(page, b)));
  }

  private static String key(Page page, Block block) {
    return page.name() + ": " + block.firstLine();
  }

  private static boolean runs(Page page, Block block) {
    return !NOT_RUN.containsKey(key(page, block));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsSucceed(Page page) throws Throwable {
    try {
      RUNNING.get(page.name()).get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static Void runPage(Page page) throws Exception {
    Path directory = Files.createTempDirectory(root, "page");
    if (page.text().contains(TABLE.toString())) {
      copyTable(directory);
    }
    installDmoe(directory);
    for (Block block : page.commands()) {
      if (runs(page, block)) {
        run(directory, page, block.code(), "-euo", "pipefail");
      }
    }
    return null;
  }

  private static void copyTable(Path directory) throws IOException {
    Path copy = Files.createDirectories(directory.resolve(TABLE));
    try (Stream<Path> files = Files.list(TABLE)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }

  private static void installDmoe(Path directory) throws IOException {
    Path dmoe = Files.createDirectory(directory.resolve("bin")).resolve("dmoe");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        dmoe,
        String.join(
            " ",
            "#!/bin/sh\nexec",
            "'" + java + "'",
            "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
            "-cp '" + System.getProperty("java.class.path") + "'",
            "org.dmoe.cli.Main \"$@\"\n"));
    Files.setPosixFilePermissions(dmoe, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void run(Path directory, Page page, String code, String... options)
      throws Exception {
    List<String> shell = new ArrayList<>(List.of("bash"));
    shell.addAll(List.of(options));
    shell.addAll(List.of("-c", code));
    Path log = Files.createTempFile(directory, "log", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(shell)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().merge("PATH", directory.resolve("bin") + ":", (old, bin) -> bin + old);
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s: %s", page.name(), code).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s%n%s", page.name(), code, Files.readString(log))
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("org.dmoe.site.PagesTest#pages")
  void whatIsNotRunIsAtLeastShell(Page page) throws Exception {
    for (Block block : page.commands()) {
      if (!runs(page, block)) {
        run(root, page, block.code().replaceAll("<[a-z ]+>", "x"), "-n");
      }
    }
  }

  @Test
  void whatIsNotRunIsThere() throws IOException {
    List<String> blocks = new ArrayList<>();
    for (Page page : Page.all()) {
      page.commands().forEach(block -> blocks.add(key(page, block)));
    }

    assertThat(blocks.stream().filter(NOT_RUN::containsKey))
        .containsExactlyInAnyOrderElementsOf(NOT_RUN.keySet());
    assertThat(NOT_RUN.values()).noneMatch(String::isBlank);
  }
}
