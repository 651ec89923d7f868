package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidenceKeys.Verdict;

class EvidenceKeyTest {
  private static final EvidenceKey KEY = EvidenceKey.parse(EvidenceKey.newPem());
  private static final byte[] TEXT = "{\"a\":1}".getBytes(UTF_8);

  @Test
  void aPemAndAJwkOfOneKeyAreTheSameKey() throws Exception {
    ECKey jwk = new ECKeyGenerator(Curve.P_256).generate();
    String pem = Pem.write("PRIVATE KEY", jwk.toECPrivateKey().getEncoded());

    EvidenceKey fromPem = EvidenceKey.parse(pem);

    assertThat(fromPem.id()).isEqualTo(jwk.computeThumbprint().toString());
    assertThat(EvidenceKey.parse(jwk.toJSONString()).id()).isEqualTo(fromPem.id());
    assertThat(fromPem.publicKeys().jwks()).contains(fromPem.id()).doesNotContain("\"d\"");
    assertThat(fromPem.toString()).doesNotContain(jwk.getD().toString());
  }

  @Test
  void whatTheKeySignedIsKnownAsSigned() {
    EvidenceKeys keys = EvidenceKeys.parse(KEY.publicKeys().jwks());

    String compact = KEY.sign(JwsType.TREE_HEAD, TEXT);
    String detached = KEY.signDetached(JwsType.EVIDENCE, TEXT);

    assertThat(keys.verify(SignedBytes.read(JwsType.TREE_HEAD, compact))).isEqualTo(Verdict.VALID);
    SignedBytes apart = SignedBytes.readDetached(JwsType.EVIDENCE, detached, TEXT);
    assertThat(keys.verify(apart)).isEqualTo(Verdict.VALID);
    assertThat(apart.ownKey().orElseThrow().ids()).containsExactly(KEY.id());
    byte[] other = "{\"a\":2}".getBytes(UTF_8);
    assertThat(keys.verify(SignedBytes.readDetached(JwsType.EVIDENCE, detached, other)))
        .isEqualTo(Verdict.FORGED);
  }

  @Test
  void anotherKeyIsUnknownAndRotatedOnesAreKnownTogether() {
    EvidenceKey next = EvidenceKey.parse(EvidenceKey.newPem());
    SignedBytes signed = SignedBytes.read(JwsType.TREE_HEAD, next.sign(JwsType.TREE_HEAD, TEXT));

    EvidenceKeys both = EvidenceKeys.all(List.of(KEY.publicKeys(), next.publicKeys()));

    assertThat(KEY.publicKeys().verify(signed)).isEqualTo(Verdict.UNKNOWN_KEY);
    assertThat(EvidenceKeys.parse(both.jwks()).verify(signed)).isEqualTo(Verdict.VALID);
    assertThat(both.ids()).containsExactlyInAnyOrder(KEY.id(), next.id());
  }

  @Test
  void oneTypeIsNotShownAsAnother() {
    String head = KEY.sign(JwsType.TREE_HEAD, TEXT);

    assertThatThrownBy(() -> SignedBytes.read(JwsType.EVIDENCE, head))
        .isInstanceOf(EvidenceFormatException.class);
    assertThatThrownBy(() -> SignedBytes.readDetached(JwsType.TREE_HEAD, head, TEXT))
        .isInstanceOf(EvidenceFormatException.class);
  }

  @Test
  void everyOtherLetterOfASignatureIsNoticed() {
    String detached = KEY.signDetached(JwsType.EVIDENCE, TEXT);
    for (int i = 0; i < detached.length(); i++) {
      char other = detached.charAt(i) == 'A' ? 'B' : (char) (detached.charAt(i) ^ 1);
      String forged = detached.substring(0, i) + other + detached.substring(i + 1);
      assertThat(isValid(forged)).as("letter %d", i).isFalse();
    }
  }

  private static boolean isValid(String detached) {
    try {
      return KEY.publicKeys().verify(SignedBytes.readDetached(JwsType.EVIDENCE, detached, TEXT))
          == Verdict.VALID;
    } catch (EvidenceFormatException e) {
      return false;
    }
  }

  @Test
  void otherKeysAreRefusedAndNotShown() throws Exception {
    String other = new ECKeyGenerator(Curve.P_384).generate().toJSONString();
    String open = KEY.publicKeys().jwks();

    for (String text : List.of("", "hello", other, open, KEY.publicPem())) {
      assertThatThrownBy(() -> EvidenceKey.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("evidence key");
    }
    assertThatThrownBy(() -> EvidenceKeys.parse("{\"keys\":[]}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
