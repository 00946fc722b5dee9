package org.dmoe.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class CoordinatorTest {

  private final String text = Application.text("fit-daily/coordinator.xml");
  private final Document coordinator = Application.xml(text);

  @Test
  void isValid() throws Exception {
    OozieSchemas.validateCoordinator(coordinator);
  }

  @ParameterizedTest
  @CsvSource({
    "end=\"${end}\", ''",
    "<app-path>${workflow}</app-path>, ''",
    "uri-template>, uri>",
    "<action>, <actions><action/></actions><action>",
  })
  void schemaRefuses(String good, String bad) {
    assertThat(text).contains(good);
    Document broken = Application.xml(text.replace(good, bad));

    assertThatThrownBy(() -> OozieSchemas.validateCoordinator(broken))
        .isInstanceOf(SAXException.class);
  }

  @Test
  void givesTheWorkflowEveryParameter() {
    Document workflow = Application.xml(Application.text("fit/workflow.xml"));
    Element configuration = Application.elements(coordinator, "configuration").get(0);
    Set<String> given = new TreeSet<>();
    Application.elements(configuration, "name").forEach(e -> given.add(e.getTextContent()));

    assertThat(given).isEqualTo(WorkflowNames.parameters(workflow));
  }

  @Test
  void usesItsOwnPropertiesAndNoOthers() {
    String all = text.replaceAll("\\$\\{coord:conf\\('([a-zA-Z]+)'\\)}", "\\${$1}");
    Set<String> properties =
        new TreeSet<>(Application.properties("fit-daily").stringPropertyNames());
    properties.removeIf(name -> name.startsWith("oozie."));

    assertThat(properties).allSatisfy(name -> assertThat(all).contains("${" + name + "}"));
    Set<String> used = new TreeSet<>();
    java.util.regex.Pattern.compile("\\$\\{([a-z][A-Za-z]*)}")
        .matcher(all)
        .results()
        .forEach(match -> used.add(match.group(1)));
    assertThat(used).isEqualTo(properties);
  }

  @Test
  void readsTheDatasetItDeclares() {
    String dataset = Application.elements(coordinator, "dataset").get(0).getAttribute("name");
    Element input = Application.elements(coordinator, "data-in").get(0);

    assertThat(input.getAttribute("dataset")).isEqualTo(dataset);
    assertThat(text).contains("${coord:dataIn('" + input.getAttribute("name") + "')}");
  }
}
