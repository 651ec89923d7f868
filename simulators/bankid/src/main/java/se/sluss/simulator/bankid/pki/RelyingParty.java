package se.sluss.simulator.bankid.pki;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A relying party as its certificate names it.
 *
 * @param displayName the certificate's {@code name} attribute, shown to the user
 * @param organisationNumber the certificate's {@code serialNumber} attribute, ten digits
 * @param organisation the issuing bank, as in the certificate's {@code o} attribute
 */
public record RelyingParty(
    String commonName, String displayName, String organisationNumber, String organisation) {

  /** The party to whom the simulator's own {@code rp.p12} is issued. */
  public static final RelyingParty SIMULATED =
      new RelyingParty(
          "Sluss simulator RP", "Sluss (simulator)", "5555555555", "Simulatorbanken (simulator)");

  /** Reads the party out of a relying party certificate; an absent attribute becomes empty. */
  public static RelyingParty of(X509Certificate certificate) {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    return new RelyingParty(
        attribute(subject, BCStyle.CN),
        attribute(subject, BCStyle.NAME),
        attribute(subject, BCStyle.SERIALNUMBER),
        attribute(subject, BCStyle.O));
  }

  /** The text that BankID signs as {@code srvInfo/name}. */
  public String signedName() {
    return "cn=%s,name=%s,serialNumber=%s,o=%s,c=SE"
        .formatted(commonName, displayName, organisationNumber, organisation);
  }

  X500Name subject() {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "SE")
        .addRDN(BCStyle.O, organisation)
        .addRDN(BCStyle.SERIALNUMBER, organisationNumber)
        .addRDN(BCStyle.NAME, displayName)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  private static String attribute(X500Name name, ASN1ObjectIdentifier type) {
    RDN[] found = name.getRDNs(type);
    return found.length == 0 ? "" : ((ASN1String) found[0].getFirst().getValue()).getString();
  }
}
