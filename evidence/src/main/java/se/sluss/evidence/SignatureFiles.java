package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;

/**
 * The files of one person's signature, all taken from the two strings that BankID gave, so that
 * standard tools can read them. Nothing is verified here.
 *
 * @param files by their name within the role's folder
 * @param certificates SHA-256 of those in the signature, in their order, and of the responder
 */
public record SignatureFiles(
    SortedMap<String, byte[]> files, List<Hash> certificates, Instant producedAt) {
  public static final String SIGNATURE = "signature.b64";
  public static final String OCSP = "ocsp.b64";
  static final String CERTIFICATES = "certificates.pem";
  private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
  private static final String BANKID = "http://www.bankid.com/signature/v1.0.0/types";

  /**
   * Takes the strings apart.
   *
   * @throws EvidenceFormatException when they are not what BankID gives
   */
  public static SignatureFiles of(String signature, String ocspResponse) {
    try {
      byte[] xml = Base64.getDecoder().decode(signature);
      byte[] ocsp = Base64.getDecoder().decode(ocspResponse);
      Document document = HardenedXml.parse(xml);
      List<byte[]> chain = new ArrayList<>();
      NodeList certificates = document.getElementsByTagNameNS(DSIG, "X509Certificate");
      for (int i = 0; i < certificates.getLength(); i++) {
        chain.add(base64((Element) certificates.item(i)));
      }
      BasicOCSPResp response = (BasicOCSPResp) new OCSPResp(ocsp).getResponseObject();
      List<byte[]> responder = new ArrayList<>();
      for (X509CertificateHolder certificate : response.getCerts()) {
        responder.add(certificate.getEncoded());
      }
      SortedMap<String, byte[]> files = new TreeMap<>();
      files.put(SIGNATURE, signature.getBytes(US_ASCII));
      files.put("signature.xml", xml);
      files.put(OCSP, ocspResponse.getBytes(US_ASCII));
      files.put("ocsp.der", ocsp);
      files.put("visible-data.txt", only(document, "usrVisibleData"));
      files.put("non-visible-data.txt", only(document, "usrNonVisibleData"));
      files.put(CERTIFICATES, pem(chain));
      files.put("responder.pem", pem(responder));
      List<Hash> prints = new ArrayList<>();
      chain.forEach(der -> prints.add(Hash.of(der)));
      responder.forEach(der -> prints.add(Hash.of(der)));
      return new SignatureFiles(files, List.copyOf(prints), response.getProducedAt().toInstant());
    } catch (IOException
        | OCSPException
        | RefusedXmlException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | NullPointerException e) {
      // Bouncy Castle answers what is not OCSP with any of these.
      throw new EvidenceFormatException("a signature is not what BankID gives");
    }
  }

  /** The certificates in the signature. */
  byte[] chainPem() {
    return Objects.requireNonNull(files.get(CERTIFICATES));
  }

  private static byte[] only(Document document, String name) {
    NodeList found = document.getElementsByTagNameNS(BANKID, name);
    EvidenceFormatException.unless(
        found.getLength() == 1, "a signature does not hold exactly one " + name);
    return base64((Element) found.item(0));
  }

  private static byte[] base64(Element element) {
    return Base64.getDecoder().decode(element.getTextContent());
  }

  private static byte[] pem(List<byte[]> certificates) {
    StringBuilder pem = new StringBuilder();
    certificates.forEach(der -> pem.append(Pem.write("CERTIFICATE", der)));
    return pem.toString().getBytes(US_ASCII);
  }
}
