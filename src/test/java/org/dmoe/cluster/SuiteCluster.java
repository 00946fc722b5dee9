package org.dmoe.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The cluster of the suite: started before the first test, stopped and emptied after the last. */
final class SuiteCluster implements AutoCloseable {

  static final Path DIR = Path.of("target/cluster-suite").toAbsolutePath();

  /** The rows of the suite on this machine; on the cluster they are in the home folder. */
  static final Path ROWS = DIR.resolve("suite/rows");

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int ROWS_PER_FILE = 5_000;

  private final FileSystem fs;
  private final FailureTable failures = new FailureTable();
  private final Configuration conf = new Configuration();

  private SuiteCluster() {
    script("cluster", "reset");
    script("cluster", "up");
    for (String name : List.of("core", "hdfs", "yarn", "mapred")) {
      conf.addResource(
          new org.apache.hadoop.fs.Path(DIR.resolve("conf/" + name + "-site.xml").toUri()));
    }
    try {
      fs = FileSystem.newInstance(conf);
      SuiteRows.write(ROWS, ROWS_PER_FILE);
      fs.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(ROWS.toUri()), new org.apache.hadoop.fs.Path(home()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives tests the one cluster. */
  static final class Extension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SuiteCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(SuiteCluster.class))
          .getOrComputeIfAbsent("cluster", key -> new SuiteCluster(), SuiteCluster.class);
    }
  }

  Configuration conf() {
    return new Configuration(conf);
  }

  FileSystem fs() {
    return fs;
  }

  /** What has been done to it by all tests. */
  FailureTable failures() {
    return failures;
  }

  /** Runs a script of the project to its end, which must be a good one. */
  String script(String name, String... args) {
    return start(name + "-" + args[0], name, args).await(PATIENCE).succeeded();
  }

  /**
   * Starts a script of the project.
   *
   * @param log name of its log
   */
  Shell start(String log, String name, String... args) {
    List<String> command = new ArrayList<>(List.of("scripts/" + name));
    command.addAll(Arrays.asList(args));
    return Shell.start(DIR.resolve("suite/" + log + ".log"), environment(DIR), command);
  }

  /** Runs a command of the program with the local runner, on local files. */
  static Shell local(String log, String... args) {
    List<String> command = new ArrayList<>(List.of("scripts/dmoe"));
    command.addAll(Arrays.asList(args));
    Shell shell =
        Shell.start(DIR.resolve("suite/" + log + ".log"), Map.of("DMOE_RUNNER", "local"), command);
    shell.await(PATIENCE).succeeded();
    return shell;
  }

  /** What the scripts need to find the cluster of that directory. */
  static Map<String, String> environment(Path directory) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("DMOE_CLUSTER_DIR", directory.toString());
    environment.put("DMOE_NODE_MB", "1536"); // so little that the maps of a job need both nodes
    environment.put("HADOOP_HOME", "");
    environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    return environment;
  }

  byte[] read(String path) {
    try (InputStream in = fs.open(new org.apache.hadoop.fs.Path(path))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names in a directory; none if there is no such directory. */
  List<String> list(String path) {
    org.apache.hadoop.fs.Path directory = new org.apache.hadoop.fs.Path(path);
    try {
      return fs.exists(directory)
          ? Arrays.stream(fs.listStatus(directory))
              .map(FileStatus::getPath)
              .map(org.apache.hadoop.fs.Path::getName)
              .sorted()
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SafeVarargs
  static String[] concat(List<String>... parts) {
    List<String> all = new ArrayList<>();
    Arrays.stream(parts).forEach(all::addAll);
    return all.toArray(String[]::new);
  }

  String home() {
    return fs.getHomeDirectory().toUri().getPath();
  }

  @Override
  public void close() throws IOException {
    fs.close();
    script("cluster", "reset");
  }
}
