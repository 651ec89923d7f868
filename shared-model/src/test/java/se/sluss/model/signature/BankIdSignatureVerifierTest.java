package se.sluss.model.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.sluss.model.signature.Signing.AT;
import static se.sluss.model.signature.Signing.BANKID;
import static se.sluss.model.signature.Signing.BO;
import static se.sluss.model.signature.Signing.ENTRIES;
import static se.sluss.model.signature.Signing.FIRST;
import static se.sluss.model.signature.Signing.MOBILE;
import static se.sluss.model.signature.Signing.ROOTS;
import static se.sluss.model.signature.Signing.SECOND;
import static se.sluss.model.signature.Signing.TEXT;
import static se.sluss.model.signature.Signing.WINDOW;
import static se.sluss.model.signature.Signing.base64;
import static se.sluss.model.signature.Signing.full;
import static se.sluss.model.signature.Signing.least;
import static se.sluss.model.signature.Signing.order;
import static se.sluss.model.signature.Signing.sent;
import static se.sluss.model.signature.Signing.signed;
import static se.sluss.model.signature.Signing.verify;

import java.security.Security;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.Check.Outcome;
import se.sluss.model.signature.VerificationResult.Rejected;
import se.sluss.model.signature.VerificationResult.Verified;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.RelyingParty;
import se.sluss.simulator.bankid.signature.BankIdSignature;

class BankIdSignatureVerifierTest {
  private static final BankIdSignature SIGNED = signed();

  @Test
  void soundSignatureTellsWhoSignedWhatAndWhen() {
    Verified verified = verified(full(SIGNED));
    assertThat(verified.signer()).isEqualTo(new Personnummer(BO.personalNumber()));
    assertThat(verified.name()).isEqualTo(new SignerName("Bo Björk", "Bo", "Björk"));
    assertThat(verified.signedAt()).isEqualTo(AT.truncatedTo(ChronoUnit.SECONDS));
    assertThat(verified.entries()).containsExactly(FIRST, SECOND);
    assertThat(verified.certificateFingerprints())
        .hasSize(4)
        .allMatch(f -> f.matches("[0-9a-f]{64}"));
    assertThat(verified.checks())
        .extracting(Check::step)
        .containsExactly(VerificationStep.values());
    assertThat(verified.checks()).extracting(Check::outcome).containsOnly(Outcome.PASSED);
  }

  @Test
  void whatWasNotAskedForIsSkippedAndSaidSo() {
    Verified verified = verified(least(SIGNED.signature(), SIGNED.ocspResponse()));
    assertThat(verified.checks())
        .filteredOn(check -> check.outcome() == Outcome.SKIPPED)
        .extracting(Check::step)
        .containsExactly(VerificationStep.RELYING_PARTY, VerificationStep.RISK);
  }

  @Test
  void stepsAfterTheFailingOneAreNotReached() {
    Rejected rejected = rejected(full(SIGNED).signer(new Personnummer("189001019802")));
    assertThat(rejected.failure().step()).isEqualTo(VerificationStep.PERSON);
    assertThat(rejected.checks()).hasSize(VerificationStep.values().length);
    assertThat(rejected.checks().subList(13, 17))
        .extracting(Check::outcome, Check::reason)
        .containsOnly(tuple(Outcome.SKIPPED, "not reached"));
  }

  @Test
  void signatureMayCoverMoreThanIsRequired() {
    Verified verified =
        verified(
            VerificationRequest.of(
                SIGNED.signature(),
                SIGNED.ocspResponse(),
                ROOTS,
                Set.of("1.2.3", MOBILE),
                Set.of(SECOND),
                WINDOW));
    assertThat(verified.entries()).containsExactly(FIRST, SECOND);
  }

  @Test
  void markdownIsVerifiedWhenMarkdownWasSent() {
    BankIdSignature markdown = BANKID.sign(order().format("simpleMarkdownV1").build());
    SentOrder sent =
        new SentOrder(base64(TEXT), Optional.of("simpleMarkdownV1"), Optional.of(base64(ENTRIES)));
    verified(full(markdown).sent(sent));
    assertFails(VerificationStep.VISIBLE_DATA, full(markdown));
    assertFails(VerificationStep.VISIBLE_DATA, full(SIGNED).sent(sent));
  }

  @Test
  void plainTextNamedAsSuchIsPlainText() {
    verified(
        full(SIGNED)
            .sent(
                new SentOrder(
                    base64(TEXT), Optional.of("plaintext"), Optional.of(base64(ENTRIES)))));
  }

  @Test
  void otherVisibleTextThanTheOneSentIsRejected() {
    assertFails(
        VerificationStep.VISIBLE_DATA,
        full(SIGNED)
            .sent(
                new SentOrder(base64(TEXT + " "), Optional.empty(), Optional.of(base64(ENTRIES)))));
  }

  @Test
  void otherNonVisibleDataThanTheOnesSentAreRejected() {
    SentOrder less =
        new SentOrder(base64(TEXT), Optional.empty(), Optional.of(base64(FIRST.toString())));
    SentOrder none = new SentOrder(base64(TEXT), Optional.empty(), Optional.empty());
    assertFails(VerificationStep.NON_VISIBLE_DATA, full(SIGNED).sent(less));
    assertFails(VerificationStep.NON_VISIBLE_DATA, full(SIGNED).sent(none));
  }

  @Test
  void documentWhoseEntryWasNotSignedIsRejected() {
    SignedEntry changed = new SignedEntry(FIRST.documentId(), "c3".repeat(32));
    for (SignedEntry missing :
        List.of(
            changed, new SignedEntry(changed.documentId().replace('0', '9'), "a1".repeat(32)))) {
      Rejected rejected =
          rejected(
              VerificationRequest.of(
                  SIGNED.signature(),
                  SIGNED.ocspResponse(),
                  ROOTS,
                  Set.of(MOBILE),
                  Set.of(FIRST, missing),
                  WINDOW));
      assertThat(rejected.failure().step()).isEqualTo(VerificationStep.NON_VISIBLE_DATA);
    }
  }

  @Test
  void nonVisibleDataThatAreNoEntriesAreRejected() {
    for (String data :
        List.of(
            "x",
            ENTRIES + ";",
            ENTRIES + "\n",
            "more;" + ENTRIES,
            ENTRIES + ";" + FIRST,
            ENTRIES + ";" + FIRST.documentId() + "," + "c3".repeat(32))) {
      BankIdSignature odd = BANKID.sign(order().nonVisible(data.getBytes(UTF_8)).build());
      assertFails(VerificationStep.NON_VISIBLE_DATA, least(odd.signature(), odd.ocspResponse()));
    }
    BankIdSignature none = BANKID.sign(order().nonVisibleData(null).build());
    assertFails(VerificationStep.NON_VISIBLE_DATA, least(none.signature(), none.ocspResponse()));
    BankIdSignature bytes = BANKID.sign(order().nonVisible(new byte[] {(byte) 0xff}).build());
    assertFails(VerificationStep.NON_VISIBLE_DATA, least(bytes.signature(), bytes.ocspResponse()));
  }

  @Test
  void visibleTextThatIsNoTextIsRejected() {
    for (String data : List.of("", "/w==", "x y")) {
      BankIdSignature odd = BANKID.sign(order().visibleData(data).build());
      assertFails(VerificationStep.VISIBLE_DATA, least(odd.signature(), odd.ocspResponse()));
    }
    BankIdSignature format = BANKID.sign(order().format("html").build());
    assertFails(VerificationStep.VISIBLE_DATA, least(format.signature(), format.ocspResponse()));
  }

  @Test
  void certificateOfAnotherPolicyIsRejected() {
    BankIdSignature onFile = BANKID.sign(order().policy("1.2.3.4.5").build());
    assertFails(VerificationStep.SIGNING_CERTIFICATE, full(onFile));
  }

  @Test
  void otherNamesThanTheCertificatesAreRejected() {
    for (SignerName name :
        List.of(
            new SignerName("Bo B", "Bo", "Björk"),
            new SignerName("Bo Björk", "B", "Björk"),
            new SignerName("Bo Björk", "Bo", "B"))) {
      assertFails(
          VerificationStep.PERSON, full(SIGNED).user(new CompletedUser(BO.personalNumber(), name)));
    }
    assertFails(
        VerificationStep.PERSON,
        full(SIGNED)
            .user(new CompletedUser("189001019802", new SignerName("Bo Björk", "Bo", "Björk"))));
  }

  @Test
  void otherRelyingPartyIsRejected() {
    assertFails(
        VerificationStep.RELYING_PARTY,
        full(SIGNED).relyingParty(new Organisationsnummer("5555550002")));
  }

  @Test
  void relyingPartyThatNamesItselfIntoAnotherIsRejected() {
    var forged = new RelyingParty("x,serialNumber=5555555555", "x", "5555550002", "x");
    assertFails(
        VerificationStep.RELYING_PARTY, full(BANKID.sign(order().relyingParty(forged).build())));
  }

  @Test
  void responseToAnotherSignatureOfTheSamePersonIsRejected() {
    BankIdSignature other = signed();
    assertFails(
        VerificationStep.NONCE, least(SIGNED.signature(), other.ocspResponse()).sent(sent()));
  }

  @Test
  void timeOfSigningIsHeldAgainstTheOrderWithItsSkew() {
    Duration skew = Duration.ofSeconds(60);
    var producedAt = AT.truncatedTo(ChronoUnit.SECONDS);
    verified(at(new TimeWindow(producedAt.plus(skew), AT.plusSeconds(600), skew)));
    verified(at(new TimeWindow(AT.minusSeconds(600), producedAt.minus(skew), skew)));
    assertFails(
        VerificationStep.TIME,
        at(new TimeWindow(producedAt.plus(skew).plusNanos(1), AT.plusSeconds(600), skew)));
    assertFails(
        VerificationStep.TIME,
        at(new TimeWindow(AT.minusSeconds(600), producedAt.minus(skew).minusNanos(1), skew)));
  }

  private static VerificationRequest.Builder at(TimeWindow window) {
    return VerificationRequest.of(
        SIGNED.signature(), SIGNED.ocspResponse(), ROOTS, Set.of(MOBILE), Set.of(FIRST), window);
  }

  @Test
  void riskIsJudgedByThePolicy() {
    Set<String> low = Set.of("low");
    verified(full(SIGNED).risk(new RiskPolicy(Set.of(), Optional.empty(), false, false)));
    for (RiskPolicy policy :
        List.of(
            new RiskPolicy(low, Optional.empty(), false, false),
            new RiskPolicy(low, Optional.of("high"), false, false),
            new RiskPolicy(low, Optional.of("low"), true, false))) {
      assertFails(VerificationStep.RISK, full(SIGNED).risk(policy));
    }
  }

  @Test
  void nothingIsVerifiedWithoutAnEntryAPolicyOrARoot() {
    assertThatThrownBy(() -> new TrustRoots(Set.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> VerificationRequest.of("", "", ROOTS, Set.of(MOBILE), Set.of(), WINDOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VerificationRequest.of("", "", ROOTS, Set.of(), Set.of(FIRST), WINDOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void largestSelectionIsVerified() {
    StringBuilder many = new StringBuilder(ENTRIES);
    for (int i = 0; i < 1450; i++) {
      many.append(";%08x-d9cb-469f-a165-70867728950e,".formatted(i)).append("d4".repeat(32));
    }
    String text = "å".repeat(14_990);
    BankIdSignature large =
        BANKID.sign(order().visibleText(text).nonVisible(many.toString().getBytes(UTF_8)).build());
    assertThat(base64(many.toString()).length()).isBetween(190_000, 200_000);
    assertThat(verified(least(large.signature(), large.ocspResponse())).entries()).hasSize(1452);
  }

  @Test
  void noProviderIsRegisteredByVerifying() {
    var before = Arrays.stream(Security.getProviders()).map(Object::toString).toList();
    verify(full(SIGNED));
    assertThat(Arrays.stream(Security.getProviders()).map(Object::toString).toList())
        .isEqualTo(before);
  }

  @Test
  void oneVerifierServesManyThreads() throws Exception {
    BankIdSignatureVerifier verifier = new BankIdSignatureVerifier();
    Callable<VerificationResult> work = () -> verifier.verify(full(SIGNED).build());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<VerificationResult> result : threads.invokeAll(Collections.nCopies(64, work))) {
        assertThat(result.get()).isInstanceOf(Verified.class);
      }
    }
  }

  private static void assertFails(VerificationStep step, VerificationRequest.Builder request) {
    assertThat(rejected(request).failure().step()).isEqualTo(step);
  }

  private static Rejected rejected(VerificationRequest.Builder request) {
    VerificationResult result = verify(request);
    assertThat(result).isInstanceOf(Rejected.class);
    return (Rejected) result;
  }

  private static Verified verified(VerificationRequest.Builder request) {
    VerificationResult result = verify(request);
    assertThat(result)
        .as(() -> result instanceof Rejected rejected ? rejected.failure().toString() : "")
        .isInstanceOf(Verified.class);
    return (Verified) result;
  }
}
