package se.sluss.submitter.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Service;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;

/**
 * What a whole answer means. The body is read before the status is judged, since gateways put
 * faults under other statuses than 500. Only a receipt and the two declared faults speak of the
 * document; of all else only what certainly comes from before the service leaves it "not arrived".
 */
@ApplicationScoped
class AnswerReader {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String XML_FAULT = "XmlValidationError";
  private static final String SIGNATURE_FAULT = "SignatureValidationError";
  private static final int LONGEST_TX_ID = 200;

  private final SoapMessages messages;

  AnswerReader(SoapMessages messages) {
    this.messages = messages;
  }

  SubmitOutcome read(Service service, RawAnswer answer) {
    Optional<Element> content = soapContent(answer.body());
    if (content.isPresent()) {
      Optional<SubmitOutcome> verdict = verdict(service, content.get());
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return byStatus(answer.status(), content.isPresent());
  }

  private Optional<SubmitOutcome> verdict(Service service, Element content) {
    return verdict(Contract.of(service), service, content, "");
  }

  /**
   * What an element says of a document that came without an envelope around it: the response
   * element, a declared fault, the detail of a fault or a whole fault. Empty when it is none.
   *
   * @param otherTxId serves where the response has no tx-id; may be empty
   */
  Optional<SubmitOutcome> bareVerdict(Service service, Element content, String otherTxId) {
    Contract contract = Contract.of(service);
    return verdict(contract, service, content, otherTxId)
        .or(
            () ->
                is(content, null, "detail")
                    ? declaredFault(contract, content)
                    : refusal(contract, content));
  }

  private Optional<SubmitOutcome> verdict(
      Contract contract, Service service, Element content, String otherTxId) {
    if (is(content, contract.namespace(), contract.responseElement())) {
      String own = messages.txId(service, content);
      String txId = own.isEmpty() ? otherTxId : own;
      return txId.isEmpty() || txId.length() > LONGEST_TX_ID
          ? Optional.empty()
          : Optional.of(new SubmitOutcome.Received(txId));
    }
    if (!is(content, SOAP, "Fault")) {
      return Optional.empty();
    }
    return child(content, null, "detail").flatMap(detail -> declaredFault(contract, detail));
  }

  private static Optional<SubmitOutcome> declaredFault(Contract contract, Element detail) {
    return child(detail, contract.namespace(), XML_FAULT)
        .or(() -> child(detail, contract.namespace(), SIGNATURE_FAULT))
        .flatMap(fault -> refusal(contract, fault));
  }

  private static Optional<SubmitOutcome> refusal(Contract contract, Element fault) {
    if (is(fault, contract.namespace(), XML_FAULT)) {
      return Optional.of(refused(contract, fault, RefusalReason.XML_VALIDATION));
    }
    return is(fault, contract.namespace(), SIGNATURE_FAULT)
        ? Optional.of(refused(contract, fault, RefusalReason.SIGNATURE_VALIDATION))
        : Optional.empty();
  }

  private static SubmitOutcome refused(Contract contract, Element fault, RefusalReason reason) {
    return new SubmitOutcome.Refused(
        reason, child(fault, contract.namespace(), "message").map(Node::getTextContent).orElse(""));
  }

  /**
   * A whole request had left. 429 and 503 ask for less but do not say whether the service saw it,
   * so it stays in doubt, and the lane waits.
   */
  static SubmitOutcome byStatus(int status, boolean soap) {
    return switch (status) {
      case 401, 403, 407 -> new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false);
      case 429, 503 -> new SubmitOutcome.InDoubt(Cause.OVERLOADED);
      case 404, 405, 406, 410, 411, 415, 421 ->
          soap
              ? new SubmitOutcome.InDoubt(Cause.UNKNOWN_FAULT)
              : new SubmitOutcome.ShutOff(Cause.ADDRESS_REFUSED, false);
      default -> {
        if (status / 100 == 3) {
          yield new SubmitOutcome.ShutOff(Cause.ADDRESS_REFUSED, false);
        }
        if (status / 100 == 2) {
          yield new SubmitOutcome.InDoubt(Cause.UNREADABLE_ANSWER);
        }
        yield new SubmitOutcome.InDoubt(soap ? Cause.UNKNOWN_FAULT : Cause.HTTP_STATUS);
      }
    };
  }

  /** The first element in the body of a SOAP 1.1 envelope; empty when it is none. */
  private static Optional<Element> soapContent(byte[] body) {
    try {
      Document document = HardenedXml.parse(body);
      Element envelope = document.getDocumentElement();
      return is(envelope, SOAP, "Envelope")
          ? child(envelope, SOAP, "Body").flatMap(AnswerReader::firstChild)
          : Optional.empty();
    } catch (RefusedXmlException e) {
      return Optional.empty();
    }
  }

  private static Optional<Element> firstChild(Element parent) {
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private static Optional<Element> child(Element parent, @Nullable String namespace, String name) {
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element && is(element, namespace, name)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private static boolean is(Element element, @Nullable String namespace, String name) {
    return Objects.equals(element.getNamespaceURI(), namespace)
        && name.equals(element.getLocalName());
  }
}
