package org.dmoe.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class WorkflowTest {

  private static Document workflow(String folder) {
    return Application.xml(Application.text(folder + "/workflow.xml"));
  }

  /** The workflow of {@code fit} with one text in the place of another, which must be there. */
  private static Document broken(String text, String replacement) {
    String fit = Application.text("fit/workflow.xml");
    assertThat(fit).contains(text);
    return Application.xml(fit.replace(text, replacement));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "score"})
  void isValid(String folder) throws Exception {
    Document workflow = workflow(folder);

    OozieSchemas.validateWorkflow(workflow);
    assertThat(WorkflowGraph.problems(workflow)).isEmpty();
    assertThat(WorkflowNames.problemsOfVariables(workflow, Application.properties(folder)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "score"})
  void namesOnlyWhatTheJarHas(String folder) {
    assertThat(WorkflowNames.problemsOfCommands(workflow(folder))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "main-class>, mainClass>",
    "<error to=\"failed\"/>, ''",
    "<capture-output/>, <capture-output/><arg>late</arg>",
    "<end name=\"end\"/>, ''",
    "<memory.mb>768</memory.mb>, <memory.mb>much</memory.mb>",
    "uri:oozie:workflow:1.0, uri:oozie:workflow:9.0",
    "<start to=\"fitted\"/>, ''",
  })
  void schemaRefuses(String text, String replacement) {
    Document broken = broken(text, replacement);

    assertThatThrownBy(() -> OozieSchemas.validateWorkflow(broken))
        .isInstanceOf(SAXException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "<start to=\"fitted\"/>, <start to=\"nowhere\"/>, nowhere",
    "<ok to=\"good-enough\"/>, <ok to=\"fitted\"/>, a loop",
    "<ok to=\"good-enough\"/>, <ok to=\"end\"/>, good-enough is never reached",
    "<kill name=\"failed\">, <kill name=\"broken\">, failed",
    "<action name=\"evaluate\">, <action name=\"fit\">, two nodes",
  })
  void graphRefuses(String text, String replacement, String problem) {
    assertThat(WorkflowGraph.problems(broken(text, replacement)))
        .anySatisfy(found -> assertThat(found).contains(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "${experts}, ${expert}, variable expert is no parameter",
    "<arg>${partition}</arg>, <arg>split</arg>, parameter partition is not used",
    "fs:exists, fs:exist, unknown function fs:exist",
    "wf:conf('features'), wf:conf('columns'), variable columns is no parameter",
    "wf:conf('refine'), wf:conf('seed'), parameter refine is not used",
    "<name>response</name>, <name>target</name>, job.properties lacks target",
    "<name>seed</name>, <name>seeds</name>, job.properties has seed",
  })
  void variablesAreChecked(String text, String replacement, String problem) {
    Properties properties = Application.properties("fit");

    assertThat(WorkflowNames.problemsOfVariables(broken(text, replacement), properties))
        .anySatisfy(found -> assertThat(found).contains(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "<arg>evaluate</arg>, <arg>evaluates</arg>, there is no command evaluates",
    "<arg>--support-size</arg>, <arg>--support-sizes</arg>, no option --support-sizes",
    "<arg>--start</arg>, <arg>--stat</arg>, no option --stat",
    "org.dmoe.cli.Main, org.dmoe.cli.Console, has no main method",
    "org.dmoe.cli.Main, org.dmoe.Main, has no main method",
    "dmoe.input.features, dmoe.input.feature, no key dmoe.input.feature",
    "dmoe.fit.refine, dmoe.refine, no key dmoe.refine",
  })
  void commandsAreChecked(String text, String replacement, String problem) {
    assertThat(WorkflowNames.problemsOfCommands(broken(text, replacement)))
        .anySatisfy(found -> assertThat(found).contains(problem));
  }

  /** Launcher and jobs need tokens for each of them. */
  @ParameterizedTest
  @ValueSource(strings = {"fit", "score"})
  void otherFileSystemsReachLauncherAndJobs(String folder) {
    Map<String, String> settings = new HashMap<>();
    for (Element property : Application.elements(workflow(folder), "property")) {
      settings.put(
          Application.childText(property, "name"), Application.childText(property, "value"));
    }

    assertThat(settings)
        .containsEntry("mapreduce.job.hdfs-servers", "${wf:conf('otherFileSystems')}")
        .containsEntry(
            "oozie.launcher.mapreduce.job.hdfs-servers", "${wf:conf('otherFileSystems')}");
  }

  @Test
  void everyFailureReachesTheUser() {
    for (String folder : List.of("fit", "score")) {
      assertThat(Application.text(folder + "/workflow.xml"))
          .contains("${wf:errorMessage(wf:lastErrorNode())}");
    }
  }
}
