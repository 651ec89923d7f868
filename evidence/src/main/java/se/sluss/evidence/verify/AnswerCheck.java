package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.Manifest.Receipt;
import se.sluss.evidence.Manifest.Source;
import se.sluss.evidence.MemberNames;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.shs.BrokenMessageException;
import se.sluss.model.shs.ShsLabel;
import se.sluss.model.shs.ShsMessage;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;

/**
 * Whether the authority's raw answer says what the receipt says: a SOAP 1.1 envelope, or the reply
 * of an SHS node, which has to answer the very message that this submission went in.
 */
final class AnswerCheck {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String PRODUCTION = "production";

  private AnswerCheck() {}

  /**
   * What the service said.
   *
   * @param otherTxId serves where a receipt has none of its own; empty when it may not
   * @param over for people
   */
  private record Said(Element content, Optional<String> otherTxId, String over) {}

  static Finding of(EvidencePackage evidence, Manifest manifest) {
    Receipt receipt = manifest.receipt();
    List<byte[]> answers =
        MemberNames.ANSWERS.stream().flatMap(name -> evidence.find(name).stream()).toList();
    if (receipt.source() == Source.OPERATOR) {
      unless(answers.isEmpty(), "a person decided, and still there is an answer of the authority");
      return notCheckable(
          CheckName.ANSWER, "a person decided; there is no answer of the authority to compare");
    }
    unless(!answers.isEmpty(), "the package has no answer of the authority");
    unless(answers.size() == 1, "the package has more than one answer of the authority");
    byte[] answer = answers.getFirst();
    Said said = ShsMessage.looksLikeOne(answer) ? overShs(answer, receipt) : overSoap(answer);
    String operation = operation(receipt.service());
    String namespace = "urn:shs:emottagning:" + operation + ":1";
    return switch (receipt.outcome()) {
      case RECEIVED -> {
        unless(
            is(said.content(), namespace, operation + "Response"), "the answer is not a receipt");
        String txId = txId(said, namespace);
        unless(receipt.txId().orElseThrow().equals(txId), "the answer has another tx-id");
        yield passed(CheckName.ANSWER, "received with tx-id " + txId + said.over());
      }
      case REFUSED -> {
        RefusalReason reason = receipt.refusalReason().orElseThrow();
        refusal(said, namespace, reason);
        yield passed(CheckName.ANSWER, "refused for " + reason + said.over());
      }
    };
  }

  private static String txId(Said said, String namespace) {
    if (said.otherTxId().isEmpty()) {
      return text(only(said.content(), namespace, "tx-id"));
    }
    List<Element> own = named(said.content(), namespace, "tx-id");
    unless(own.size() < 2, "the answer holds more than one tx-id");
    String txId = own.isEmpty() ? "" : text(own.getFirst());
    return txId.isEmpty() ? said.otherTxId().get() : txId;
  }

  /** As it was read when it came: of several faults the XML's count before the signatures'. */
  private static void refusal(Said said, String namespace, RefusalReason reason) {
    Element content = said.content();
    if (said.otherTxId().isPresent() && is(content, namespace, fault(reason))) {
      return;
    }
    boolean bare = said.otherTxId().isPresent() && is(content, null, "detail");
    unless(bare || is(content, SOAP, "Fault"), "the answer is not a refusal");
    Element detail = bare ? content : first(content, null, "detail");
    Optional<RefusalReason> decides =
        Stream.of(RefusalReason.XML_VALIDATION, RefusalReason.SIGNATURE_VALIDATION)
            .filter(one -> !named(detail, namespace, fault(one)).isEmpty())
            .findFirst();
    unless(decides.isPresent(), "the answer holds no " + fault(reason));
    unless(decides.get() == reason, "the answer is a refusal for " + decides.get());
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

  private static Said overSoap(byte[] answer) {
    Element envelope = root(answer);
    unless(is(envelope, SOAP, "Envelope"), "the answer is not a SOAP envelope");
    List<Element> content = children(first(envelope, SOAP, "Body"));
    unless(!content.isEmpty(), "the answer says nothing");
    return new Said(content.getFirst(), Optional.empty(), "");
  }

  private static Said overShs(byte[] answer, Receipt receipt) {
    ShsMessage message;
    try {
      message = ShsMessage.read(answer);
    } catch (BrokenMessageException e) {
      throw new EvidenceFormatException("the answer is not a whole SHS message");
    }
    ShsLabel label = message.label();
    unless(ShsLabel.REPLY.equals(label.sequenceType()), "the answer's label is not of a reply");
    unless(
        receipt.mode() == Mode.TEST || PRODUCTION.equals(label.status()),
        "the answer's label is not of production");
    String product = label.product().toLowerCase(Locale.ROOT);
    unless(
        label.corrId().equals(ShsLabel.txIdOf(receipt.submissionId(), product))
            && label.contentId().equals(ShsLabel.contentIdOf(receipt.submissionId(), product)),
        "the answer is about another message: its corr.id or content.id is not this submission's");
    return new Said(
        root(message.data()),
        Optional.of(label.txId()),
        ", over SHS for corr.id " + label.corrId());
  }

  private static Element root(byte[] xml) {
    try {
      return HardenedXml.parse(xml).getDocumentElement();
    } catch (RefusedXmlException e) {
      throw new EvidenceFormatException("the answer cannot be read: " + e.code());
    }
  }

  private static String text(Element element) {
    return element.getTextContent().strip();
  }

  private static Element only(Element parent, @Nullable String namespace, String name) {
    List<Element> found = named(parent, namespace, name);
    unless(found.size() == 1, "the answer does not hold exactly one " + name);
    return found.getFirst();
  }

  private static Element first(Element parent, @Nullable String namespace, String name) {
    List<Element> found = named(parent, namespace, name);
    unless(!found.isEmpty(), "the answer holds no " + name);
    return found.getFirst();
  }

  private static List<Element> named(Element parent, @Nullable String namespace, String name) {
    return children(parent).stream().filter(child -> is(child, namespace, name)).toList();
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
