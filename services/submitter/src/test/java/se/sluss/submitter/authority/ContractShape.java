package se.sluss.submitter.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.xml.HardenedXml;

/**
 * What a WSDL and its message schema fix, as lines: names, namespaces, the SOAP action, elements in
 * their order with type and number. Named types are told where they are used, so that two files
 * that say the same have the same lines however they say it.
 */
final class ContractShape {
  private static final String XSD = "http://www.w3.org/2001/XMLSchema";
  private static final String XMIME = "http://www.w3.org/2005/05/xmlmime";
  private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";

  private final StringBuilder lines = new StringBuilder();
  private final Element schema;

  private ContractShape(Element schema) {
    this.schema = schema;
  }

  /** The shape of both files, which stand in one folder of the class path. */
  static String of(String folder, String operation) {
    Element wsdl = root(folder + operation + "Interaction_1.0_shsbp10.wsdl");
    ContractShape shape = new ContractShape(root(folder + operation + "Responder_1.0.xsd"));
    shape.wsdl(wsdl);
    shape.schema();
    return shape.lines.toString();
  }

  private static Element root(String resource) {
    try (InputStream in = ContractShape.class.getResourceAsStream(resource)) {
      return HardenedXml.parse(Objects.requireNonNull(in, resource).readAllBytes())
          .getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void wsdl(Element wsdl) {
    line("definitions", wsdl.getAttribute("name"), wsdl.getAttribute("targetNamespace"));
    Element portType = only(wsdl, "portType");
    Element operation = only(portType, "operation");
    line("portType", portType.getAttribute("name"));
    line("operation", operation.getAttribute("name"));
    line("input", messageElement(wsdl, only(operation, "input")));
    line("output", messageElement(wsdl, only(operation, "output")));
    for (Element fault : all(operation, "fault")) {
      line("fault", fault.getAttribute("name"), messageElement(wsdl, fault));
    }
    Element binding = only(wsdl, "binding");
    Element bound = only(binding, "operation");
    Element soap = soap(binding, "binding").getFirst();
    line(
        "binding",
        binding.getAttribute("name"),
        soap(bound, "operation").getFirst().getAttribute("style"),
        soap.getAttribute("transport"));
    line("soapAction", soap(bound, "operation").getFirst().getAttribute("soapAction"));
    line("bodies", uses(List.of(only(bound, "input"), only(bound, "output")), "body"));
    line("faults", uses(all(bound, "fault"), "fault"));
    boolean headers = !deep(binding, SOAP, "header").isEmpty();
    line("headers", headers ? "some" : "none");
    Element service = only(wsdl, "service");
    line("service", service.getAttribute("name"));
    line("port", only(service, "port").getAttribute("name"));
  }

  private static String uses(List<Element> parents, String element) {
    return parents.stream()
        .flatMap(parent -> soap(parent, element).stream())
        .map(use -> use.getAttribute("use"))
        .collect(Collectors.joining(", "));
  }

  /** The element of the message that something refers to, with its namespace. */
  private static String messageElement(Element wsdl, Element user) {
    String name = local(user.getAttribute("message"));
    for (Element message : all(wsdl, "message")) {
      if (name.equals(message.getAttribute("name"))) {
        return qualified(only(message, "part"), "element");
      }
    }
    throw new AssertionError("no message " + name);
  }

  private void schema() {
    line(
        "schema",
        schema.getAttribute("targetNamespace"),
        schema.getAttribute("elementFormDefault"),
        schema.getAttribute("attributeFormDefault"));
    for (Element element : all(schema, "element")) {
      line(element.getAttribute("name"));
      content(typed(element, "complexType").orElseThrow(), "  ");
    }
  }

  private void content(Element complexType, String indent) {
    for (Element particle : children(only(complexType, "sequence"))) {
      switch (particle.getLocalName()) {
        case "element" -> element(particle, indent);
        case "any" ->
            line(
                indent + "any",
                particle.getAttribute("namespace"),
                particle.getAttribute("processContents"),
                number(particle));
        default -> throw new AssertionError("unforeseen " + particle.getLocalName());
      }
    }
  }

  private void element(Element element, String indent) {
    String name = indent + element.getAttribute("name");
    Optional<Element> complex = typed(element, "complexType");
    if (complex.isPresent()) {
      line(name, number(element));
      content(complex.get(), indent + "  ");
      return;
    }
    String type =
        typed(element, "simpleType")
            .map(ContractShape::values)
            .orElseGet(() -> shortened(qualified(element, "type")));
    line(name, type, number(element));
  }

  private static String values(Element simpleType) {
    return all(only(simpleType, "restriction"), "enumeration").stream()
        .map(value -> value.getAttribute("value"))
        .collect(Collectors.joining("|"));
  }

  /** The element's own or named type of that kind. */
  private Optional<Element> typed(Element element, String kind) {
    List<Element> own = all(element, kind);
    if (!own.isEmpty()) {
      return Optional.of(own.getFirst());
    }
    String type = qualified(element, "type");
    String prefix = "{" + schema.getAttribute("targetNamespace") + "}";
    return all(schema, kind).stream()
        .filter(named -> type.equals(prefix + named.getAttribute("name")))
        .findFirst();
  }

  private static String number(Element particle) {
    String least = particle.hasAttribute("minOccurs") ? particle.getAttribute("minOccurs") : "1";
    String most = particle.hasAttribute("maxOccurs") ? particle.getAttribute("maxOccurs") : "1";
    return least.equals(most) ? least : least + ".." + most.replace("unbounded", "n");
  }

  private static String shortened(String qualified) {
    return qualified.replace("{" + XSD + "}", "xs:").replace("{" + XMIME + "}", "xmime:");
  }

  private static String qualified(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    int colon = value.indexOf(':');
    String namespace = element.lookupNamespaceURI(colon < 0 ? null : value.substring(0, colon));
    return "{" + namespace + "}" + local(value);
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static Element only(Element parent, String name) {
    List<Element> found = all(parent, name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + name);
    }
    return found.getFirst();
  }

  private static List<Element> all(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> name.equals(child.getLocalName()) && !SOAP.equals(child.getNamespaceURI()))
        .toList();
  }

  private static List<Element> soap(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> name.equals(child.getLocalName()) && SOAP.equals(child.getNamespaceURI()))
        .toList();
  }

  private static List<Element> deep(Element parent, String namespace, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = parent.getElementsByTagNameNS(namespace, name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** Child elements, without what only explains. */
  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && !"annotation".equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  private void line(String... words) {
    lines.append(String.join(" ", words)).append('\n');
  }
}
