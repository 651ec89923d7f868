package se.sluss.simulator.authority.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import se.sluss.simulator.authority.Samples;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.SoapRequest.SignaturePair;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.Deviation;
import se.sluss.simulator.bankid.signature.SigningRequest;

class BankIdCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String ENTRY = "0d3f7a54-0000-4000-8000-000000000001," + "a".repeat(64);
  private static final String OTHER = "0d3f7a54-0000-4000-8000-000000000002," + "b".repeat(64);

  private final BankIdCheck check = trusting(Samples.BANK.userRoot());

  @Test
  void aSignatureOverTheEntryHolds() {
    assertThatCode(() -> check.verify(signed(ENTRY), ENTRY)).doesNotThrowAnyException();
  }

  @Test
  void oneSignatureHoldsForEachOfItsEntries() {
    SignaturePair both = signed(ENTRY + ";" + OTHER);

    assertThatCode(() -> check.verify(both, ENTRY)).doesNotThrowAnyException();
    assertThatCode(() -> check.verify(both, OTHER)).doesNotThrowAnyException();
  }

  @Test
  void aSignatureOverAnotherDocumentIsRefused() {
    assertThatThrownBy(() -> check.verify(signed(OTHER), ENTRY))
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("no entry for this document");
  }

  @Test
  void anEntryInsideALongerOneDoesNotCount() {
    assertThatThrownBy(() -> check.verify(signed("x" + ENTRY), ENTRY))
        .isInstanceOf(SignatureRefusedException.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      // Who signed, for whom and at whose request is the gateway's concern, not the authority's.
      names = {"OTHER_PERSON", "OTHER_RELYING_PARTY", "OCSP_PRODUCED_BEFORE_ORDER"})
  void whatBankIdWouldNotReturnIsRefused(Deviation deviation) {
    SignaturePair deviating = signed(ENTRY, deviation);

    assertThatThrownBy(() -> check.verify(deviating, ENTRY))
        .isInstanceOf(SignatureRefusedException.class);
  }

  @Test
  void aRootThatOnlyBearsTheSameNameIsNotTrusted() {
    BankIdCheck other = trusting(Samples.BANK.lookalikeRoot());

    assertThatThrownBy(() -> other.verify(signed(ENTRY), ENTRY))
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("chain");
  }

  @Test
  void aSignatureEncodedTwiceIsRefused() {
    BankIdSignature made = made(ENTRY);
    SignaturePair twice =
        new SignaturePair(
            new Bytes(made.signature().getBytes(UTF_8)), decoded(made.ocspResponse()));

    assertThatThrownBy(() -> check.verify(twice, ENTRY))
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("no XML document");
  }

  @Test
  void theOcspResponseOfAnotherSignatureIsRefused() {
    SignaturePair mixed =
        new SignaturePair(decoded(made(ENTRY).signature()), decoded(made(OTHER).ocspResponse()));

    assertThatThrownBy(() -> check.verify(mixed, ENTRY))
        .isInstanceOf(SignatureRefusedException.class)
        .hasMessageContaining("another signature");
  }

  private static BankIdCheck trusting(X509Certificate root) {
    return new BankIdCheck(List.of(root), InstantSource.fixed(NOW));
  }

  private static SignaturePair signed(String nonVisible, Deviation... deviations) {
    BankIdSignature made = made(nonVisible, deviations);
    return new SignaturePair(decoded(made.signature()), decoded(made.ocspResponse()));
  }

  private static BankIdSignature made(String nonVisible, Deviation... deviations) {
    return Samples.BANK.sign(
        SigningRequest.by(Samples.SIGNER, NOW)
            .nonVisible(nonVisible.getBytes(UTF_8))
            .deviating(deviations)
            .build());
  }

  private static Bytes decoded(String base64) {
    return new Bytes(Base64.getMimeDecoder().decode(base64));
  }
}
