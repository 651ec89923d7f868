package se.sluss.simulator.bankid.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Issues user certificates and OCSP responders under one bank's customer authority. What is issued
 * is kept and reused while it is valid, since making a key takes a noticeable fraction of a second.
 */
public final class CustomerDesk {
  /** Mobile BankID and BankID on file, as in BankID's test system. */
  public static final String MOBILE_POLICY = "1.2.3.4.25";

  public static final String FILE_POLICY = "1.2.3.4.5";

  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
  private static final String OCSP_ADDRESS = "http://ocsp.simulator.invalid";

  private final MemberBank bank;
  private final Map<CardKey, Credential> cards = new ConcurrentHashMap<>();
  private final Map<ResponderFlaw, Credential> responders = new ConcurrentHashMap<>();

  private record CardKey(Person person, String policy, KeyUse use) {}

  /** What is wrong with a responder's certificate, for negative tests. */
  public enum ResponderFlaw {
    NONE,
    WITHOUT_EXTENDED_KEY_USAGE,
    WITHOUT_NO_CHECK,
    EXPIRED
  }

  public CustomerDesk(MemberBank bank) {
    this.bank = bank;
  }

  public MemberBank bank() {
    return bank;
  }

  /** The person's certificate of that policy and use, valid at the instant. */
  public Credential card(Person person, String policy, KeyUse use, Instant at) {
    return cards.compute(
        new CardKey(person, policy, use),
        (key, held) -> held != null && validAt(held, at) ? held : issueCard(key, at));
  }

  /** The day on which the card was issued, in Swedish local time. */
  public static LocalDate issueDate(Credential card) {
    return LocalDate.ofInstant(card.certificate().getNotBefore().toInstant(), STOCKHOLM);
  }

  /** The authority's OCSP responder, valid at the instant. */
  public Credential responder(ResponderFlaw flaw, Instant at) {
    return responders.compute(
        flaw, (key, held) -> held != null && validAt(held, at) ? held : issueResponder(key, at));
  }

  private Credential issueCard(CardKey card, Instant at) {
    LocalDate issued = Validity.issueDate(at);
    try {
      var access =
          new AuthorityInformationAccess(
              new AccessDescription(
                  AccessDescription.id_ad_ocsp,
                  new GeneralName(GeneralName.uniformResourceIdentifier, OCSP_ADDRESS)));
      return CertificateWriter.issuedBy(
              bank.customers(),
              subject(card.person(), card.policy(), issued),
              Validity.ofUser(issued))
          .with(Extension.authorityInfoAccess, false, access)
          .policy(card.policy())
          .with(Extension.keyUsage, true, card.use().extension())
          .sign("SHA256withRSA");
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("a user certificate cannot be issued", e);
    }
  }

  private static X500Name subject(Person person, String policy, LocalDate issued) {
    String kind = policy.equals(MOBILE_POLICY) ? "Mobilt BankID" : "BankID på fil";
    String label =
        "(%02d%02d%02d 00.00) %s - %s (simulator)"
            .formatted(
                issued.getYear() % 100,
                issued.getMonthValue(),
                issued.getDayOfMonth(),
                person.name(),
                kind);
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "SE")
        .addRDN(BCStyle.O, MemberBank.ORGANISATION)
        .addRDN(BCStyle.SURNAME, person.surname())
        .addRDN(BCStyle.GIVENNAME, person.givenName())
        .addRDN(BCStyle.SERIALNUMBER, person.personalNumber())
        .addRDN(BCStyle.NAME, label)
        .addRDN(BCStyle.CN, person.name())
        .build();
  }

  private Credential issueResponder(ResponderFlaw flaw, Instant at) {
    try {
      CertificateWriter writer =
          CertificateWriter.issuedBy(
                  bank.customers(),
                  responderName(),
                  flaw == ResponderFlaw.EXPIRED
                      ? Validity.endedBefore(at)
                      : Validity.ofResponder(at))
              .policy(MemberBank.AUTHORITY_POLICY);
      if (flaw != ResponderFlaw.WITHOUT_EXTENDED_KEY_USAGE) {
        writer.with(
            Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
      }
      writer.with(Extension.keyUsage, true, KeyUse.SIGNING.extension());
      if (flaw != ResponderFlaw.WITHOUT_NO_CHECK) {
        writer.with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
      }
      return writer.sign("SHA256withRSA");
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("an OCSP responder certificate cannot be issued", e);
    }
  }

  private X500Name responderName() {
    RelyingParty names = RelyingParty.of(bank.customers().certificate());
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "SE")
        .addRDN(BCStyle.O, names.organisation())
        .addRDN(BCStyle.SERIALNUMBER, names.organisationNumber())
        .addRDN(BCStyle.CN, names.commonName() + " OCSP Signing")
        .build();
  }

  private static boolean validAt(Credential held, Instant at) {
    try {
      held.certificate().checkValidity(Date.from(at));
      return true;
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return false;
    }
  }
}
