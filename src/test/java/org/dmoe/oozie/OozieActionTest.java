package org.dmoe.oozie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OozieActionTest {

  @TempDir private Path launcher;

  private OozieAction action(Map<String, String> environment) throws IOException {
    Path configuration = launcher.resolve("action.xml");
    Files.writeString(
        configuration,
        """
        <configuration>
          <property><name>mapreduce.job.tags</name><value>oozie-0001</value></property>
          <property><name>mapreduce.job.queuename</name><value>nightly</value></property>
        </configuration>
        """);
    Properties properties = new Properties();
    properties.setProperty("oozie.action.conf.xml", configuration.toString());
    properties.setProperty(
        "oozie.action.output.properties", launcher.resolve("out.properties").toString());
    return OozieAction.of(properties, environment).orElseThrow();
  }

  @Test
  void isAbsentOutsideOozie() {
    assertThat(OozieAction.of(new Properties(), Map.of())).isEmpty();
  }

  @Test
  void handsConfigurationAndTokensToTheJobs() throws IOException {
    Configuration conf = new Configuration(false);
    action(Map.of("HADOOP_TOKEN_FILE_LOCATION", "/container/tokens")).addTo(conf);

    assertThat(conf.get("mapreduce.job.tags")).isEqualTo("oozie-0001");
    assertThat(conf.get("mapreduce.job.queuename")).isEqualTo("nightly");
    assertThat(conf.get("mapreduce.job.credentials.binary")).isEqualTo("/container/tokens");
    assertThat(conf.getBoolean("mapreduce.job.complete.cancel.delegation.tokens", true)).isFalse();
  }

  @Test
  void whatIsSetLaterGoesBeforeTheActionsConfiguration() throws IOException {
    Configuration conf = new Configuration(false);
    action(Map.of()).addTo(conf);
    conf.set("mapreduce.job.queuename", "urgent");

    assertThat(conf.get("mapreduce.job.queuename")).isEqualTo("urgent");
    assertThat(conf.get("mapreduce.job.credentials.binary")).isNull();
  }

  @Test
  void capturesValuesForTheWorkflow() throws IOException {
    action(Map.of()).capture(Map.of("rmse", "17.5", "rows", "8000"));

    Properties read = new Properties();
    try (InputStream in = Files.newInputStream(launcher.resolve("out.properties"))) {
      read.load(in);
    }
    assertThat(read).containsOnly(Map.entry("rmse", "17.5"), Map.entry("rows", "8000"));
  }

  @Test
  void endsWithTheErrorAsMessage() throws IOException {
    OozieAction action = action(Map.of());

    assertThatCode(() -> action.end(0, "")).doesNotThrowAnyException();
    assertThatThrownBy(() -> action.end(3, "rows.csv: line 7: no number"))
        .isInstanceOf(OozieAction.FailedException.class)
        .hasMessage("rows.csv: line 7: no number (exit code 3)");
  }
}
