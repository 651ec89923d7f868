package se.sluss.model.signature;

import static se.sluss.model.signature.StepFailedException.unless;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Algorithms, references, digests and signature value of the XML signature. */
final class CoreValidation {
  private static final String DATA_ID = "bidSignedData";
  private static final String KEY_ID = "bidKeyInfo";
  private static final String ID = "Id";

  private CoreValidation() {}

  static void algorithms(SignatureParts.SignedInfo info) throws StepFailedException {
    is(info.canonicalization(), CanonicalizationMethod.INCLUSIVE);
    is(info.signatureMethod(), SignatureMethod.RSA_SHA256);
    for (SignatureParts.Reference reference : List.of(info.toData(), info.toKeyInfo())) {
      is(reference.transform(), CanonicalizationMethod.INCLUSIVE);
      is(reference.digestMethod(), DigestMethod.SHA256);
    }
  }

  private static void is(Element element, String algorithm) throws StepFailedException {
    unless(
        element.getAttribute("Algorithm").equals(algorithm),
        "the algorithm is not " + algorithm.substring(algorithm.lastIndexOf('/') + 1));
  }

  static void references(SignatureParts parts) throws StepFailedException {
    SignatureParts.SignedInfo info = parts.signedInfo();
    Element data = parts.content().element();
    unless(
        info.toData().element().getAttribute("Type").equals(SignatureReader.BANKID)
            && info.toData().element().getAttribute("URI").equals("#" + DATA_ID)
            && info.toKeyInfo().element().getAttribute("URI").equals("#" + KEY_ID),
        "the references are not to the signed data and the key information");
    unless(
        data.getAttribute(ID).equals(DATA_ID) && parts.keyInfo().getAttribute(ID).equals(KEY_ID),
        "the elements do not have the Ids that are referred to");
    data.setIdAttribute(ID, true);
    parts.keyInfo().setIdAttribute(ID, true);
    unless(
        parts.document().getElementById(DATA_ID) == data
            && parts.document().getElementById(KEY_ID) == parts.keyInfo(),
        "the references do not lead to the elements that are read");
  }

  static void validate(SignatureParts parts, PublicKey key)
      throws StepFailedException,
          GeneralSecurityException,
          MarshalException,
          XMLSignatureException {
    DOMValidateContext context =
        new DOMValidateContext(KeySelector.singletonKeySelector(key), parts.signature());
    context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
    context.setProperty("javax.xml.crypto.dsig.cacheReference", Boolean.TRUE);
    context.setIdAttributeNS(parts.content().element(), null, ID);
    context.setIdAttributeNS(parts.keyInfo(), null, ID);
    XMLSignature signature =
        XMLSignatureFactory.getInstance("DOM", "XMLDSig").unmarshalXMLSignature(context);
    unless(signature.getSignatureValue().validate(context), "the signature value is wrong");
    List<Reference> references = signature.getSignedInfo().getReferences();
    unless(references.size() == 2, "not exactly two references");
    digest(references.get(0), context, parts.content().element());
    digest(references.get(1), context, parts.keyInfo());
    unless(signature.validate(context), "the signature is wrong");
  }

  private static void digest(Reference reference, DOMValidateContext context, Element target)
      throws StepFailedException, XMLSignatureException {
    unless(reference.validate(context), "a digest is wrong");
    unless(
        reference.getDereferencedData() instanceof NodeSetData<?> nodes
            && isTree(nodes.iterator(), target),
        "a digest is of another element than the one that is read");
  }

  private static boolean isTree(Iterator<?> nodes, Element target) {
    boolean holdsTarget = false;
    while (nodes.hasNext()) {
      if (nodes.next() instanceof Element element) {
        boolean within =
            (target.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_CONTAINED_BY) != 0;
        if (element == target) {
          holdsTarget = true;
        } else if (!within) {
          return false;
        }
      }
    }
    return holdsTarget;
  }
}
