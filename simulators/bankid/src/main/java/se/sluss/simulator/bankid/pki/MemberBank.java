package se.sluss.simulator.bankid.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The hierarchy above a user certificate: root, bank, customers. Every bank made here bears the
 * same names, so that a second one is a look-alike of the first.
 */
public record MemberBank(Credential root, Credential bank, Credential customers) {

  /** What every authority in the hierarchy asserts, whatever the leaves carry. */
  public static final String AUTHORITY_POLICY = "1.2.3.4.5";

  static final String ORGANISATION = "Simulatorbanken (simulator)";
  private static final String ORGANISATION_NUMBER = "9999999999";

  /** A new hierarchy with new keys. */
  public static MemberBank create() {
    try {
      X500Name rootName =
          new X500NameBuilder(BCStyle.INSTANCE)
              .addRDN(BCStyle.O, "Sluss simulator")
              .addRDN(BCStyle.OU, "Simulated Member Banks CA")
              .addRDN(BCStyle.CN, "Sluss simulator BankID user root v1")
              .build();
      Credential root = CertificateWriter.authority(rootName, null, AUTHORITY_POLICY);
      Credential bank =
          CertificateWriter.authority(
              bankName("Simulatorbanken CA v1 (simulator)"), root, AUTHORITY_POLICY);
      Credential customers =
          CertificateWriter.authority(
              bankName("Simulatorbanken Customer CA1 v1 (simulator)"), bank, AUTHORITY_POLICY);
      return new MemberBank(root, bank, customers);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("the simulated bank's authorities cannot be made", e);
    }
  }

  private static X500Name bankName(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "SE")
        .addRDN(BCStyle.O, ORGANISATION)
        .addRDN(BCStyle.SERIALNUMBER, ORGANISATION_NUMBER)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }
}
