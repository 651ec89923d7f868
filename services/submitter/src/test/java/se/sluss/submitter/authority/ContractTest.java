package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.contract.MessageSchemas;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.xml.HardenedXml;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SignedDocument;

/**
 * The authority's contracts against shapes that were recorded by hand from what it has published:
 * our files, the simulator's own, and the messages that are really written.
 */
class ContractTest {
  private static final String SIMULATOR = "/se/sluss/simulator/authority/contract/";

  private final SoapMessages messages = new SoapMessages();

  @ParameterizedTest
  @EnumSource(Service.class)
  void ourContractAndTheSimulatorsAreTheRecordedOne(Service service) {
    String recorded = recorded(service);

    assertThat(ContractShape.of(folder(service), operation(service))).isEqualTo(recorded);
    assertThat(ContractShape.of(SIMULATOR, operation(service))).isEqualTo(recorded);
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void namesInTheCodeAreThoseOfTheContract(Service service) {
    Contract contract = Contract.of(service);

    assertThat(recorded(service).lines())
        .contains(
            "soapAction " + contract.soapAction(),
            "input {%s}%s".formatted(contract.namespace(), operation(service)),
            "output {%s}%s".formatted(contract.namespace(), contract.responseElement()));
  }

  /** In the envelope and bare: the same elements in the recorded order, valid by the schema. */
  @ParameterizedTest
  @EnumSource(Service.class)
  void messageThatIsWrittenHasTheRecordedShape(Service service) {
    SignedDocument document = document(service);
    Envelope envelope = messages.write(document);
    Element inEnvelope = body(envelope);
    Element bare = HardenedXml.parse(messages.writeBare(document)).getDocumentElement();

    for (Element message : List.of(inEnvelope, bare)) {
      assertThat(MessageSchemas.bundled().validate(service, message)).isEmpty();
      assertThat(names(message, "")).isEqualTo(recordedNames(service));
      assertThat(namespaces(message)).containsOnly(Contract.of(service).namespace());
    }
    assertThat(recorded(service).lines()).contains("soapAction " + envelope.soapAction());
    assertThat(envelope.contentType()).isEqualTo("text/xml; charset=utf-8");
  }

  /** The request's element and all below it, as the recorded shape has them. */
  private static String recordedNames(Service service) {
    List<String> lines = recorded(service).lines().toList();
    int begin = lines.indexOf(operation(service));
    return lines.subList(begin, lines.indexOf(Contract.of(service).responseElement())).stream()
            .filter(line -> !line.strip().startsWith("any "))
            .map(line -> line.replaceFirst("(\\S) .*", "$1"))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String names(Element element, String indent) {
    StringBuilder names = new StringBuilder(indent + element.getLocalName() + "\n");
    children(element).forEach(child -> names.append(names(child, indent + "  ")));
    return names.toString();
  }

  private static List<String> namespaces(Element element) {
    List<String> found = new ArrayList<>();
    found.add(element.getNamespaceURI());
    children(element).forEach(child -> found.addAll(namespaces(child)));
    return found;
  }

  private static Element body(Envelope envelope) {
    Element root = HardenedXml.parse(envelope.body()).getDocumentElement();
    return children(children(root).getFirst()).getFirst();
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static SignedDocument document(Service service) {
    String base64 = Base64.getEncoder().encodeToString("x".getBytes(StandardCharsets.UTF_8));
    List<SignerRole> roles =
        switch (service) {
          case E_IOA -> List.of(SignerRole.ANORDNARE);
          case ELT -> List.of(SignerRole.ANORDNARE, SignerRole.ASSISTENT);
        };
    return new SignedDocument(
        service,
        "<a/>".getBytes(StandardCharsets.UTF_8),
        roles.stream()
            .map(role -> new CollectedSignature(role, base64, base64, LocalDate.of(2026, 11, 26)))
            .toList());
  }

  private static String folder(Service service) {
    return switch (service) {
      case E_IOA -> "/wsdl/eioa/";
      case ELT -> "/wsdl/elt/";
    };
  }

  private static String operation(Service service) {
    return switch (service) {
      case E_IOA -> "SkickaAnmalanFranArbetsgivare";
      case ELT -> "SkickaTidredovisning";
    };
  }

  private static String recorded(Service service) {
    String name = service == Service.ELT ? "elt" : "eioa";
    try (InputStream in = ContractTest.class.getResourceAsStream("/contract/" + name + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
