package se.sluss.simulator.bankid.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Everything the simulator vouches for, in three hierarchies that share nothing: the bank's
 * customers, relying parties, and the server itself.
 *
 * @param tlsServer valid for localhost and the loopback addresses
 * @param relyingParty the certificate handed out as {@code rp.p12}
 */
public record SimulatorPki(
    MemberBank bank,
    Credential tlsRoot,
    Credential tlsServer,
    Credential rpAuthority,
    Credential relyingParty) {

  /** New hierarchies with new keys. */
  public static SimulatorPki create() {
    try {
      Credential tlsRoot =
          CertificateWriter.authority(infrastructureName("TLS root v1"), null, null);
      Credential rpAuthority =
          CertificateWriter.authority(infrastructureName("RP CA v1"), null, null);
      return new SimulatorPki(
          MemberBank.create(),
          tlsRoot,
          server(tlsRoot),
          rpAuthority,
          issue(rpAuthority, RelyingParty.SIMULATED));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("the simulator's authorities cannot be made", e);
    }
  }

  /** A certificate for another relying party. */
  public Credential issue(RelyingParty party) {
    try {
      return issue(rpAuthority, party);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("a relying party certificate cannot be issued", e);
    }
  }

  private static Credential issue(Credential authority, RelyingParty party)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    return CertificateWriter.issuedBy(authority, party.subject(), Validity.AUTHORITY)
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .sign("SHA256withRSA");
  }

  private static Credential server(Credential root)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    GeneralName[] names = {
      new GeneralName(GeneralName.dNSName, "localhost"),
      new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
      new GeneralName(GeneralName.iPAddress, "::1")
    };
    X500Name subject =
        new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, "localhost").build();
    return CertificateWriter.issuedBy(root, subject, Validity.AUTHORITY)
        .with(
            Extension.keyUsage,
            true,
            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
        .with(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .with(Extension.subjectAlternativeName, false, new GeneralNames(names))
        .sign("SHA256withRSA");
  }

  private static X500Name infrastructureName(String what) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "Sluss simulator")
        .addRDN(BCStyle.OU, "Simulated Infrastructure CA")
        .addRDN(BCStyle.CN, "Sluss simulator BankID " + what)
        .build();
  }
}
