package org.dmoe.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.dmoe.cli.Main;
import org.dmoe.mapreduce.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The program on a cluster with Kerberos: who may do what, and what is said to who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KerberosIT {

  private static final String MODEL = "model/model.avro";

  @TempDir private static Path local;
  private SecureCluster cluster;

  /** What a command came to; its progress is left out. */
  private record Outcome(int exitCode, List<String> errors) {}

  @BeforeAll
  void start() throws Exception {
    Tables.threeFiles(local.resolve("rows"), 200);
    List<String> command = fit(local.resolve("rows").toString(), local.resolve("here").toString());
    assertThat(execute(command)).isEqualTo(new Outcome(0, List.of()));
    cluster = new SecureCluster(local, List.of("alice", "bob"));
    FileSystem fs = cluster.fs();
    for (String rows : List.of("rows", "private")) {
      org.apache.hadoop.fs.Path target = home("alice", rows);
      fs.copyFromLocalFile(Tables.hadoop(local.resolve("rows")), target);
      fs.setOwner(target, "alice", "alice");
    }
    fs.setPermission(home("alice", "private"), new FsPermission((short) 0700));
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void fitRunsWithTheUsersTicket() throws Exception {
    Outcome there =
        run(
            cluster.login("alice"),
            fit("/user/alice/private", "run", "-D", "fs.permissions.umask-mode=027"));

    assertThat(there).isEqualTo(new Outcome(0, List.of()));
    assertThat(read(home("alice", "run/" + MODEL)))
        .isEqualTo(Files.readAllBytes(local.resolve("here").resolve(MODEL)));
    assertThat(access("run/" + MODEL)).isEqualTo("alice rw-r-----");
    assertThat(access("run/run.json")).isEqualTo("alice rw-r-----");
    assertThat(access("run/model")).isEqualTo("alice rwxr-x---");
    assertThat(access("run")).isEqualTo("alice rwxr-x---");
  }

  /** As in the launcher of a scheduler, which has delegation tokens and no ticket. */
  @Test
  void fitRunsWithTokensAlone() throws Exception {
    Path file = local.resolve("tokens");
    Credentials tokens = new Credentials();
    SecureCluster.as(
        cluster.login("alice"),
        () -> {
          FileSystem.get(cluster.conf()).addDelegationTokens("hdfs", tokens);
          ClusterTokens.add(cluster.conf(), tokens);
          return null;
        });
    tokens.writeTokenStorageFile(Tables.hadoop(file), cluster.conf());
    UserGroupInformation launcher = UserGroupInformation.createRemoteUser("alice");
    launcher.addCredentials(tokens);

    Outcome outcome =
        run(
            launcher,
            fit(
                "/user/alice/private",
                "run-with-tokens",
                "-D",
                "mapreduce.job.complete.cancel.delegation.tokens=false",
                "-D",
                "mapreduce.job.credentials.binary=" + file));

    assertThat(outcome).isEqualTo(new Outcome(0, List.of()));
    assertThat(access("run-with-tokens/" + MODEL)).startsWith("alice ");
  }

  @Test
  void inputThatMayNotBeReadIsNamed() throws Exception {
    Outcome outcome = run(cluster.login("bob"), fit("/user/alice/private", "run"));

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.errors())
        .singleElement()
        .asString()
        .startsWith("dmoe: ")
        .contains("Permission denied: user=bob", "/user/alice/private")
        .doesNotContain("at org.");
    assertThat(cluster.fs().listStatus(home("bob", ""))).isEmpty();
  }

  @Test
  void modelThatMayNotBeReadIsNamed() throws Exception {
    FileSystem fs = cluster.fs();
    fs.create(home("alice", "secret.json")).close();
    fs.setPermission(home("alice", "secret.json"), new FsPermission((short) 0600));

    Outcome outcome = run(cluster.login("bob"), List.of("show", "/user/alice/secret.json"));

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.errors())
        .singleElement()
        .asString()
        .contains("Permission denied: user=bob", "/user/alice/secret.json")
        .doesNotContain("at org.");
  }

  @Test
  void outputThatMayNotBeWrittenIsNamed() throws Exception {
    Outcome outcome = run(cluster.login("bob"), fit("/user/alice/rows", "/user/alice/bobs"));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .singleElement()
        .asString()
        .startsWith("dmoe: --output /user/alice/bobs")
        .contains("Permission denied: user=bob")
        .doesNotContain("at org.");
    assertThat(cluster.fs().exists(home("alice", "bobs"))).isFalse();
  }

  @Test
  void withoutTicketAndTokensThereIsOneLine() throws Exception {
    Outcome outcome =
        run(UserGroupInformation.createRemoteUser("alice"), fit("/user/alice/rows", "run"));

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.errors()).singleElement().asString().contains("authenticate");
  }

  private static List<String> fit(String input, String output, String... hadoop) {
    List<String> args = new ArrayList<>(List.of("fit"));
    args.addAll(List.of(hadoop));
    args.addAll(List.of("--input", input, "--output", output, "--response", "y"));
    args.addAll(List.of("--experts", "2", "--partition", "file", "--support-size", "60"));
    return args;
  }

  private Outcome run(UserGroupInformation user, List<String> command) throws Exception {
    List<String> args = new ArrayList<>(command);
    args.addAll(1, List.of("-conf", cluster.clientConfiguration().toString()));
    return SecureCluster.as(user, () -> execute(args));
  }

  private static Outcome execute(List<String> args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(args.toArray(String[]::new), stream(new ByteArrayOutputStream()), stream(err));
    List<String> errors =
        err.toString(StandardCharsets.UTF_8).lines().filter(l -> !l.contains(" s  ")).toList();
    return new Outcome(exitCode, errors);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String access(String path) throws Exception {
    FileStatus status = cluster.fs().getFileStatus(home("alice", path));
    return status.getOwner() + " " + status.getPermission();
  }

  private byte[] read(org.apache.hadoop.fs.Path path) throws Exception {
    try (InputStream in = cluster.fs().open(path)) {
      return in.readAllBytes();
    }
  }

  private static org.apache.hadoop.fs.Path home(String user, String path) {
    return new org.apache.hadoop.fs.Path("/user/" + user + (path.isEmpty() ? "" : "/" + path));
  }
}
