package se.sluss.model.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureValueTest {
  private static final String SIGNATURE = Signing.signed().signature();

  @Test
  void oneActHasOneValueHoweverItIsWritten() {
    String xml = Signing.text(SIGNATURE);
    String rewritten = xml.replaceFirst("<SignatureValue>", "<SignatureValue >");

    assertThat(rewritten).isNotEqualTo(xml);
    assertThat(SignatureValue.of(Signing.base64(rewritten)))
        .isPresent()
        .isEqualTo(SignatureValue.of(SIGNATURE));
  }

  @Test
  void whoSignsTheSameTwiceActsTwice() {
    assertThat(SignatureValue.of(Signing.signed().signature()))
        .isPresent()
        .isNotEqualTo(SignatureValue.of(SIGNATURE));
  }

  @Test
  void whatIsNoSignatureHasNone() {
    assertThat(SignatureValue.of("?")).isEmpty();
    assertThat(SignatureValue.of(Signing.base64("<a/>"))).isEmpty();
  }
}
