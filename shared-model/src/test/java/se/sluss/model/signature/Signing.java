package se.sluss.model.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.pki.RelyingParty;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.Deviation;
import se.sluss.simulator.bankid.signature.SigningRequest;

/** One order as it is in most tests: one person, one text, two documents. */
final class Signing {
  static final BankIdSignatures BANKID = BankIdSignatures.inMemory();
  static final TrustRoots ROOTS = new TrustRoots(Set.of(BANKID.userRoot()));
  static final String MOBILE = "1.2.3.4.25";
  static final Instant AT = Instant.parse("2026-11-22T10:15:30.250Z");
  static final TimeWindow WINDOW =
      new TimeWindow(AT.minusSeconds(90), AT.plusSeconds(3), Duration.ofSeconds(60));
  static final Person BO = new Person("199010102383", "Bo", "Björk");
  static final String TEXT = "1. Uppgifterna om assistenten är riktiga.";
  static final SignedEntry FIRST =
      new SignedEntry("0f8fad5b-d9cb-469f-a165-70867728950e", "a1".repeat(32));
  static final SignedEntry SECOND =
      new SignedEntry("7c9e6679-7425-40de-944b-e07fc1f90ae7", "b2".repeat(32));
  static final String ENTRIES = FIRST + ";" + SECOND;

  private Signing() {}

  static SigningRequest.Builder order() {
    return SigningRequest.by(BO, AT).visibleText(TEXT).nonVisible(ENTRIES.getBytes(UTF_8));
  }

  static BankIdSignature signed(Deviation... deviations) {
    return BANKID.sign(order().deviating(deviations).build());
  }

  static SentOrder sent() {
    return new SentOrder(base64(TEXT), Optional.empty(), Optional.of(base64(ENTRIES)));
  }

  /** Only what every verification needs. */
  static VerificationRequest.Builder least(String signature, String ocspResponse) {
    return VerificationRequest.of(
        signature, ocspResponse, ROOTS, Set.of(MOBILE), Set.of(FIRST, SECOND), WINDOW);
  }

  /** All that a verification of our own order has. */
  static VerificationRequest.Builder full(BankIdSignature signature) {
    return least(signature.signature(), signature.ocspResponse())
        .sent(sent())
        .signer(new Personnummer(BO.personalNumber()))
        .user(
            new CompletedUser(
                BO.personalNumber(), new SignerName(BO.name(), BO.givenName(), BO.surname())))
        .relyingParty(new Organisationsnummer(RelyingParty.SIMULATED.organisationNumber()))
        .risk(new RiskPolicy(Set.of("low"), Optional.of("low"), true, true));
  }

  static VerificationResult verify(VerificationRequest.Builder request) {
    return new BankIdSignatureVerifier().verify(request.build());
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
