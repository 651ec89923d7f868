package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes the XML signature around the signed data. {@code SignedInfo}, {@code KeyInfo} and {@code
 * bankIdSignedData} are written in canonical form, hence the repeated namespace declarations: what
 * is digested and signed is the very text that stands in the document.
 */
final class SignatureXml {
  private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
  private static final String C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
  private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
  private static final String HEADER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>";
  private static final String KEY_ID = "bidKeyInfo";

  private final SigningRequest request;
  private final String prefix;
  private final String declaration;
  private final String digestUri;
  private final String digestName;

  SignatureXml(SigningRequest request) {
    this.request = request;
    boolean prefixed = request.deviates(Deviation.PREFIX_NAMESPACE);
    this.prefix = prefixed ? "ds:" : "";
    this.declaration = (prefixed ? " xmlns:ds=\"" : " xmlns=\"") + DSIG + '"';
    boolean sha1 = request.deviates(Deviation.SHA1_DIGEST);
    this.digestUri = sha1 ? DSIG + "sha1" : SHA256;
    this.digestName = sha1 ? "SHA-1" : "SHA-256";
  }

  String write(List<X509Certificate> chain, PrivateKey key) throws GeneralSecurityException {
    String data = SignedDataXml.write(request, prefix.isEmpty() ? "" : declaration);
    String keyInfo = keyInfo(chain);
    String signedInfo = signedInfo(data.replace("<!--comment-->", ""), keyInfo);
    String doctype = request.deviates(Deviation.DOCTYPE) ? "<!DOCTYPE Signature>" : "";
    String content =
        signedInfo
            + element("SignatureValue", "", value(signedInfo, key))
            + (request.deviates(Deviation.KEY_INFO_ALTERED) ? keyInfo(reordered(chain)) : keyInfo)
            + objects(data);
    return HEADER + doctype + element("Signature", declaration, content);
  }

  private String signedInfo(String data, String keyInfo) throws GeneralSecurityException {
    String type = " Type=\"" + SignedDataXml.NAMESPACE + '"';
    String toData = reference(type + " URI=\"#" + SignedDataXml.ID + '"', data);
    String toKey = reference(" URI=\"#" + KEY_ID + '"', keyInfo);
    boolean swapped = request.deviates(Deviation.REFERENCES_SWAPPED);
    String method = request.deviates(Deviation.RSA_SHA1) ? DSIG + "rsa-sha1" : RSA_SHA256;
    return element(
        "SignedInfo",
        declaration,
        algorithm("CanonicalizationMethod", C14N)
            + algorithm("SignatureMethod", method)
            + (swapped ? toKey + toData : toData + toKey)
            + (request.deviates(Deviation.THIRD_REFERENCE) ? toKey : ""));
  }

  private String reference(String attributes, String target) throws GeneralSecurityException {
    String enveloped =
        request.deviates(Deviation.ENVELOPED_TRANSFORM)
            ? algorithm("Transform", DSIG + "enveloped-signature")
            : "";
    byte[] digest = MessageDigest.getInstance(digestName).digest(target.getBytes(UTF_8));
    return element(
        "Reference",
        attributes,
        element("Transforms", "", enveloped + algorithm("Transform", C14N))
            + algorithm("DigestMethod", digestUri)
            + element("DigestValue", "", base64(digest)));
  }

  private String keyInfo(List<X509Certificate> chain) throws CertificateEncodingException {
    StringBuilder certificates = new StringBuilder();
    for (X509Certificate one :
        request.deviates(Deviation.CHAIN_REORDERED) ? reordered(chain) : chain) {
      certificates.append(element("X509Certificate", "", base64(one.getEncoded())));
    }
    return element(
        "KeyInfo",
        declaration + " Id=\"" + KEY_ID + '"',
        element("X509Data", "", certificates.toString()));
  }

  private static List<X509Certificate> reordered(List<X509Certificate> chain) {
    List<X509Certificate> order = new ArrayList<>(chain);
    order.add(1, order.remove(2));
    return order;
  }

  private String value(String signedInfo, PrivateKey key) throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            request.deviates(Deviation.RSA_SHA1) ? "SHA1withRSA" : "SHA256withRSA");
    signature.initSign(key);
    String signed =
        request.deviates(Deviation.FORGED_SIGNATURE_VALUE) ? signedInfo + " " : signedInfo;
    signature.update(signed.getBytes(UTF_8));
    return base64(signature.sign());
  }

  private String objects(String data) {
    String id = " Id=\"" + SignedDataXml.ID + '"';
    if (request.deviates(Deviation.WRAPPED_SIGNED_DATA)) {
      return object(SignedDataXml.altered(data, request, id)) + object(data);
    }
    if (request.deviates(Deviation.ALTERED_VISIBLE_TEXT)) {
      return object(SignedDataXml.altered(data, request, id));
    }
    String ahead = "";
    if (request.deviates(Deviation.SECOND_VISIBLE_DATA)) {
      ahead = SignedDataXml.strayVisibleData(request);
    } else if (request.deviates(Deviation.TWO_SIGNED_DATA)) {
      ahead = SignedDataXml.altered(data, request, "");
    }
    return object(ahead + data) + (request.deviates(Deviation.EXTRA_OBJECT) ? object("") : "");
  }

  private String object(String content) {
    return element("Object", "", content);
  }

  private String algorithm(String name, String uri) {
    return element(name, " Algorithm=\"" + uri + '"', "");
  }

  private String element(String name, String attributes, String content) {
    return "<" + prefix + name + attributes + ">" + content + "</" + prefix + name + ">";
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
