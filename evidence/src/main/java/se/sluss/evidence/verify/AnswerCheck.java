package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.Manifest.Receipt;
import se.sluss.evidence.Manifest.Source;
import se.sluss.evidence.MemberNames;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Service;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;

/** Whether the authority's raw answer, a SOAP 1.1 envelope, says what the receipt says. */
final class AnswerCheck {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  private AnswerCheck() {}

  static Finding of(EvidencePackage evidence, Manifest manifest) {
    Receipt receipt = manifest.receipt();
    if (receipt.source() == Source.OPERATOR) {
      unless(
          evidence.find(MemberNames.ANSWER).isEmpty(),
          "a person decided, and still there is an answer of the authority");
      return notCheckable(
          CheckName.ANSWER, "a person decided; there is no answer of the authority to compare");
    }
    Element content = content(evidence.get(MemberNames.ANSWER));
    String operation = operation(receipt.service());
    String namespace = "urn:shs:emottagning:" + operation + ":1";
    return switch (receipt.outcome()) {
      case RECEIVED -> {
        unless(is(content, namespace, operation + "Response"), "the answer is not a receipt");
        String txId = only(content, namespace, "tx-id").getTextContent().strip();
        unless(receipt.txId().orElseThrow().equals(txId), "the answer has another tx-id");
        yield passed(CheckName.ANSWER, "received with tx-id " + txId);
      }
      case REFUSED -> {
        RefusalReason reason = receipt.refusalReason().orElseThrow();
        unless(is(content, SOAP, "Fault"), "the answer is not a refusal");
        only(only(content, null, "detail"), namespace, fault(reason));
        yield passed(CheckName.ANSWER, "refused for " + reason);
      }
    };
  }

  private static String operation(Service service) {
    return switch (service) {
      case E_IOA -> "SkickaAnmalanFranArbetsgivare";
      case ELT -> "SkickaTidredovisning";
    };
  }

  private static String fault(RefusalReason reason) {
    return switch (reason) {
      case XML_VALIDATION -> "XmlValidationError";
      case SIGNATURE_VALIDATION -> "SignatureValidationError";
    };
  }

  private static Element content(byte[] answer) {
    try {
      Document document = HardenedXml.parse(answer);
      Element envelope = document.getDocumentElement();
      unless(is(envelope, SOAP, "Envelope"), "the answer is not a SOAP envelope");
      List<Element> content = children(only(envelope, SOAP, "Body"));
      unless(!content.isEmpty(), "the answer says nothing");
      return content.getFirst();
    } catch (RefusedXmlException e) {
      throw new EvidenceFormatException("the answer cannot be read: " + e.code());
    }
  }

  private static Element only(Element parent, @Nullable String namespace, String name) {
    List<Element> found =
        children(parent).stream().filter(child -> is(child, namespace, name)).toList();
    unless(found.size() == 1, "the answer does not hold exactly one " + name);
    return found.getFirst();
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static boolean is(Element element, @Nullable String namespace, String name) {
    return Objects.equals(element.getNamespaceURI(), namespace)
        && name.equals(element.getLocalName());
  }
}
