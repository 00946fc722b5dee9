package org.dmoe.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts/dmoe installs, and the class archive that it makes for a quick start. */
class InstallIT {

  private static final Path SCRIPT = Path.of("scripts", "dmoe").toAbsolutePath();

  @TempDir Path temp;

  private String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DMOE_RUNNER", "local");
    builder.environment().put("DMOE_CACHE", "");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return new ArrayList<>(files.filter(file -> !Files.isDirectory(file)).toList());
    }
  }

  @Test
  void whatIsInstalledIsListedAndRemoved() throws IOException, InterruptedException {
    Path prefix = Files.createDirectory(temp.resolve("my prefix"));
    Path other = Files.createDirectories(prefix.resolve("bin")).resolve("other");
    Files.writeString(other, "");

    String output = run(Map.of(), SCRIPT.toString(), "install", prefix.toString());

    List<Path> installed = files(prefix);
    installed.removeAll(List.of(other, prefix.resolve("lib/dmoe/installed")));
    assertThat(output.lines().filter(line -> line.startsWith(prefix.toString())).map(Path::of))
        .containsExactlyInAnyOrderElementsOf(installed);
    assertThat(prefix.resolve("share/man/man1/dmoe-fit.1")).content().contains("response", ".SH");
    assertThat(prefix.resolve("share/zsh/site-functions/_dmoe")).content().contains("#compdef");
    String program = prefix.resolve("bin/dmoe").toString();
    assertThat(run(Map.of(), program, "--version")).startsWith("dmoe ");
    assertThat(completions(prefix)).contains("aggregate", "fit", "predict");

    run(Map.of(), SCRIPT.toString(), "uninstall", prefix.toString());
    assertThat(files(prefix)).containsExactly(other);
  }

  private String completions(Path prefix) throws IOException, InterruptedException {
    String script =
        "source \"$1\"; COMP_WORDS=(dmoe ''); COMP_CWORD=1; _complete_dmoe; echo \"${COMPREPLY[*]}\"";
    String file = prefix.resolve("share/bash-completion/completions/dmoe").toString();
    return run(Map.of(), "bash", "-c", script, "bash", file);
  }

  @Test
  void theClassArchiveIsMadeAtFirstUse() throws IOException, InterruptedException {
    Path cache = temp.resolve("cache");
    Map<String, String> environment = Map.of("DMOE_CACHE", cache.toString());
    String first = run(environment, SCRIPT.toString(), "--version");
    run(environment, SCRIPT.toString(), "--version");
    try (Stream<Path> making = Files.list(cache)) {
      assertThat(making.filter(path -> path.toString().contains("making."))).hasSizeLessThan(2);
    }
    awaitArchive(cache);
    assertThat(files(cache)).singleElement().asString().endsWith(".jsa");

    Path log = temp.resolve("classes.log");
    Map<String, String> logging =
        Map.of("DMOE_CACHE", cache.toString(), "DMOE_OPTS", "-Xlog:class+load:file=" + log);
    assertThat(run(logging, SCRIPT.toString(), "--version")).isEqualTo(first);
    assertThat(log)
        .content()
        .containsPattern("org\\.dmoe\\.cli\\.Main source: shared objects file");
  }

  /** Another process makes it in the background. */
  private static void awaitArchive(Path cache) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    try (WatchService changes = cache.getFileSystem().newWatchService()) {
      cache.register(
          changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
      while (System.nanoTime() < end && !isMade(cache)) {
        WatchKey key = changes.poll(1, TimeUnit.SECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
  }

  /** Looks at names alone: what lies in the folder below is deleted meanwhile. */
  private static boolean isMade(Path cache) throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      List<Path> all = entries.toList();
      return all.size() == 1 && all.get(0).toString().endsWith(".jsa");
    }
  }

  @Test
  void withoutAPlaceForTheArchiveTheProgramStarts() throws IOException, InterruptedException {
    Path file = Files.writeString(temp.resolve("file"), "");
    Map<String, String> environment = Map.of("DMOE_CACHE", file.resolve("below").toString());
    assertThat(run(environment, SCRIPT.toString(), "--version"))
        .startsWith("dmoe ")
        .hasLineCount(1);
    Path broken = Files.createDirectory(temp.resolve("broken"));
    run(Map.of("DMOE_CACHE", broken.toString()), SCRIPT.toString(), "--version");
    awaitArchive(broken);
    Path archive = files(broken).get(0);
    assertThat(archive.toFile().setWritable(true)).isTrue();
    Files.writeString(archive, "no archive");
    assertThat(run(Map.of("DMOE_CACHE", broken.toString()), SCRIPT.toString(), "--version"))
        .startsWith("dmoe ")
        .hasLineCount(1);
  }
}
