package se.sluss.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.model.signature.Signing.full;
import static se.sluss.model.signature.Signing.least;
import static se.sluss.model.signature.Signing.signed;
import static se.sluss.model.signature.Signing.text;
import static se.sluss.model.signature.Signing.verify;
import static se.sluss.model.signature.VerificationStep.ENCODING;
import static se.sluss.model.signature.VerificationStep.OCSP;
import static se.sluss.model.signature.VerificationStep.PARSING;
import static se.sluss.model.signature.VerificationStep.STRUCTURE;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import se.sluss.model.signature.VerificationResult.Rejected;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.Deviation;

/** Noise, whole and in part: whatever is changed is caught. */
class DeviatingSignatureTest {
  private static final BankIdSignature SOUND = signed();

  @Test
  void otherEncodingIsCaught() {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
      String xml = text(SOUND.signature()).replaceFirst("<\\?.*?\\?>", "");
      String signature = Base64.getEncoder().encodeToString(xml.getBytes(charset));
      assertFails(PARSING, least(signature, SOUND.ocspResponse()));
    }
  }

  @Test
  void whatIsNoSignatureAtAllIsCaught() {
    assertFails(PARSING, least("", SOUND.ocspResponse()));
    assertFails(ENCODING, least("?", SOUND.ocspResponse()));
    assertFails(ENCODING, least(SOUND.signature() + "\n", SOUND.ocspResponse()));
    assertFails(ENCODING, least("A".repeat(400_000), SOUND.ocspResponse()));
    assertFails(ENCODING, least("QQ", SOUND.ocspResponse()));
    assertFails(ENCODING, least("QR==", SOUND.ocspResponse()));
    assertFails(STRUCTURE, least(Signing.base64("<a/>"), SOUND.ocspResponse()));
  }

  @Test
  void whatIsNoOcspResponseAtAllIsCaught() {
    for (String response :
        new String[] {
          "",
          "?",
          "AAAA",
          "MAA=",
          SOUND.ocspResponse() + "\n",
          "A".repeat(100_000),
          SOUND.signature()
        }) {
      assertFails(OCSP, least(SOUND.signature(), response));
    }
  }

  @Test
  void everyPrefixOfAResponseIsCaught() {
    byte[] der = Base64.getDecoder().decode(SOUND.ocspResponse());
    for (int length = 0; length < der.length; length += 37) {
      String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(der, length));
      assertFails(OCSP, least(SOUND.signature(), cut));
    }
    String longer = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length + 1));
    assertFails(OCSP, least(SOUND.signature(), longer));
  }

  @Test
  void everyFlippedByteOfAResponseIsCaught() {
    byte[] der = Base64.getDecoder().decode(SOUND.ocspResponse());
    for (int at = 0; at < der.length; at += 3) {
      byte[] flipped = der.clone();
      flipped[at] ^= 1;
      String response = Base64.getEncoder().encodeToString(flipped);
      assertThat(verify(least(SOUND.signature(), response)))
          .as("byte " + at)
          .isInstanceOf(Rejected.class);
    }
  }

  @Test
  void everyFlippedByteOfASignatureIsCaught() {
    byte[] xml = Base64.getDecoder().decode(SOUND.signature());
    for (int at = 0; at < xml.length; at += 3) {
      byte[] flipped = xml.clone();
      flipped[at] ^= 1;
      String signature = Base64.getEncoder().encodeToString(flipped);
      assertThat(verify(least(signature, SOUND.ocspResponse())))
          .as("byte " + at)
          .isInstanceOf(Rejected.class);
    }
  }

  @Test
  void reasonHoldsNothingOfTheSignature() {
    for (Deviation deviation : Deviation.values()) {
      Rejected rejected = (Rejected) verify(full(signed(deviation)));
      assertThat(rejected.toString())
          .doesNotContain(Signing.BO.personalNumber(), "Björk", "189001029819");
    }
  }

  private static void assertFails(VerificationStep step, VerificationRequest.Builder request) {
    VerificationResult result = verify(request);
    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(((Rejected) result).failure().step())
        .as(() -> ((Rejected) result).failure().reason())
        .isEqualTo(step);
  }
}
