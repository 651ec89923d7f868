package se.sluss.model.signature;

import static se.sluss.model.signature.StepFailedException.unless;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import se.sluss.model.identity.Personnummer;

/** Who signed, as the certificate says. */
record Signer(Personnummer personnummer, SignerName name) {

  static Signer in(X509Certificate leaf, VerificationRequest request) throws StepFailedException {
    X500Name subject = X500Name.getInstance(leaf.getSubjectX500Principal().getEncoded());
    Personnummer personnummer =
        Personnummer.parse(only(subject, BCStyle.SERIALNUMBER))
            .orElseThrow(() -> new StepFailedException("the signer has no personal number"));
    SignerName name =
        new SignerName(
            only(subject, BCStyle.CN),
            only(subject, BCStyle.GIVENNAME),
            only(subject, BCStyle.SURNAME));
    unless(
        request.signers().isEmpty() || request.signers().contains(personnummer),
        "the signer is another person than the one required");
    unless(
        request
            .user()
            .map(user -> user.equals(new CompletedUser(personnummer.digits(), name)))
            .orElse(true),
        "the signer is another person than the one named beside the signature");
    return new Signer(personnummer, name);
  }

  private static String only(X500Name name, ASN1ObjectIdentifier type) throws StepFailedException {
    RDN[] found = name.getRDNs(type);
    unless(
        found.length == 1 && !found[0].isMultiValued(),
        "the certificate does not name the signer as it must");
    unless(
        found[0].getFirst().getValue() instanceof ASN1String,
        "the certificate does not name the signer as it must");
    return ((ASN1String) found[0].getFirst().getValue()).getString();
  }
}
