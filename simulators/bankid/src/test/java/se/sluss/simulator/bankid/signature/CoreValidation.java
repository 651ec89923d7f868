package se.sluss.simulator.bankid.signature;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The platform's own XML Signature validation, as lenient as a naive verifier would use it. */
final class CoreValidation {
  private CoreValidation() {}

  static boolean accepts(BankIdSignature signed) throws Exception {
    Document document = parse(signed);
    NodeList data = document.getElementsByTagNameNS(SignedDataXml.NAMESPACE, "bankIdSignedData");
    var context =
        new DOMValidateContext(
            KeySelector.singletonKeySelector(signed.leaf().getPublicKey()),
            document.getDocumentElement());
    context.setProperty("org.jcp.xml.dsig.secureValidation", false);
    context.setIdAttributeNS((Element) data.item(data.getLength() - 1), null, "Id");
    return XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context).validate(context);
  }

  static Document parse(BankIdSignature signed) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml(signed)));
  }

  static byte[] xml(BankIdSignature signed) {
    return Base64.getMimeDecoder().decode(signed.signature());
  }
}
