package org.dmoe.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The schemas inside Oozie's client jar; nothing is ever fetched. */
final class OozieSchemas {

  private OozieSchemas() {}

  static void validateWorkflow(Document workflow) throws SAXException, IOException {
    validate(workflow, "oozie-workflow-1.0.xsd", "oozie-sla-0.2.xsd");
  }

  static void validateCoordinator(Document coordinator) throws SAXException, IOException {
    validate(coordinator, "oozie-coordinator-0.5.xsd", "oozie-sla-0.2.xsd");
  }

  private static void validate(Document document, String... schemas)
      throws SAXException, IOException {
    schema(schemas).newValidator().validate(new DOMSource(document));
  }

  private static Schema schema(String... names) throws SAXException {
    // The JDK's own factory: Hadoop's class path may bring another one.
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    factory.setResourceResolver((type, space, publicId, systemId, base) -> input(systemId));
    return factory.newSchema(
        Arrays.stream(names)
            .map(name -> new StreamSource(resource(name), name))
            .toArray(Source[]::new));
  }

  private static LSInput input(String name) {
    try {
      DOMImplementationLS dom =
          (DOMImplementationLS)
              DocumentBuilderFactory.newDefaultInstance()
                  .newDocumentBuilder()
                  .getDOMImplementation();
      LSInput input = dom.createLSInput();
      input.setSystemId(name);
      input.setByteStream(resource(name));
      return input;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(OozieSchemas.class.getResourceAsStream("/" + name), name);
  }
}
