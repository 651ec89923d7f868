package se.sluss.model.signature;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The elements of a signature, each found once, at its only possible place.
 *
 * @param value the signature value, base64 in its one form
 */
record SignatureParts(
    Document document,
    Element signature,
    SignedInfo signedInfo,
    String value,
    Element keyInfo,
    List<Element> certificates,
    Content content) {

  record SignedInfo(
      Element canonicalization, Element signatureMethod, Reference toData, Reference toKeyInfo) {}

  record Reference(Element element, Element transform, Element digestMethod) {}

  /** What is signed; read from nowhere else. */
  record Content(
      Element element,
      Optional<Element> visible,
      Optional<Element> nonVisible,
      Element relyingPartyName,
      Element purpose) {}
}
