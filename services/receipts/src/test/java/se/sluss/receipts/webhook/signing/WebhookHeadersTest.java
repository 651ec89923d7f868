package se.sluss.receipts.webhook.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.receipts.support.PublicKeys;

class WebhookHeadersTest {
  private static final String ID = "evt_01m7w0crade17r0avdqztd2p3x";
  private static final Instant AT = Instant.ofEpochSecond(1795162531);
  private static final SigningKeys SECRET =
      SigningKeys.of("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  private static final SigningKeys OLD =
      SigningKeys.of("whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=");
  private static final byte[] BODY =
      ("{\"type\":\"submission.received\",\"timestamp\":\"2026-11-20T08:15:30.125Z\",\"data\":{"
              + "\"submissionId\":\"sub_01m7vf7e6dfq3a5ch4t3yr45k9\","
              + "\"tenantId\":\"ten_01m0m8m2adeh1tqamgg6daxx8x\","
              + "\"receiptId\":\"rec_01m7w0cra8fd0v70w7tvya04kj\",\"service\":\"E_IOA\","
              + "\"mode\":\"test\",\"status\":\"RECEIVED\",\"sequence\":5}}")
          .getBytes(UTF_8);

  @Test
  void signsTheWorkedExample() {
    assertThat(WebhookHeaders.of(ID, AT, BODY, List.of(SECRET)))
        .containsExactly(
            Map.entry("webhook-id", ID),
            Map.entry("webhook-timestamp", "1795162531"),
            Map.entry("webhook-signature", "v1,AW6pxcPDisCC6fVioVhx5aYHwQ6Wj8Hh2aUdNbbQx/k="));
  }

  @Test
  void signsWithBothSecretsWhileOneIsReplacedNewestFirst() {
    assertThat(WebhookHeaders.of(ID, AT, BODY, List.of(SECRET, OLD)))
        .containsEntry(
            "webhook-signature",
            "v1,AW6pxcPDisCC6fVioVhx5aYHwQ6Wj8Hh2aUdNbbQx/k="
                + " v1,1XzJpSVCPujCB4kb8ykMjqogmNHRqIeo9sDAsL6cqTs=");
  }

  @Test
  void signsThePublicVectorOfTheStandard() {
    SigningKeys secret = SigningKeys.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            WebhookHeaders.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8),
                List.of(secret)))
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void anIndependentLibraryVerifiesANewSecretsSignatureAndNoOther() throws Exception {
    WebhookSecret secret = WebhookSecret.next(new SecureRandom());
    HttpHeaders headers =
        http(WebhookHeaders.of(ID, Instant.now(), BODY, List.of(SigningKeys.of(secret))));
    String body = new String(BODY, UTF_8);

    new Webhook(secret.text()).verify(body, headers);

    assertThatThrownBy(() -> new Webhook(secret.text()).verify(body + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(OLD.secret().text()).verify(body, headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void signsThePublicAsymmetricVectorOfTheStandard() {
    AsymmetricKey key =
        AsymmetricKey.of(
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicM"
                + "Fs6Kvg==");
    SigningKeys keys =
        new SigningKeys(WebhookSecret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Optional.of(key));

    assertThat(
            WebhookHeaders.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8),
                List.of(keys)))
        .containsEntry(
            "webhook-signature",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
                + " v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo"
                + "3mNl8EM+m7TBAg==");
    assertThat(key.publicText()).isEqualTo("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
    assertThat(SigningKeys.of(keys.text())).isEqualTo(keys);
  }

  @Test
  void theJdkVerifiesANewAsymmetricKeysSignatureAndTheLibraryTheSecretsBesideIt() throws Exception {
    SigningKeys old = SigningKeys.next(new SecureRandom(), true);
    SigningKeys keys = SigningKeys.next(new SecureRandom(), true);
    Instant now = Instant.now();

    Map<String, String> headers = WebhookHeaders.of(ID, now, BODY, List.of(keys, old));

    byte[] content =
        (ID + "." + now.getEpochSecond() + "." + new String(BODY, UTF_8)).getBytes(UTF_8);
    String[] signatures = headers.get("webhook-signature").split(" ");
    assertThat(signatures).hasSize(4);
    assertThat(holds(keys, content, signatures[2])).isTrue();
    assertThat(holds(old, content, signatures[3])).isTrue();
    assertThat(holds(old, content, signatures[2])).isFalse();
    for (SigningKeys either : List.of(keys, old)) {
      new Webhook(either.secret().text()).verify(new String(BODY, UTF_8), http(headers));
    }
  }

  /** Judged by the JDK, which the product does not sign with. */
  private static boolean holds(SigningKeys keys, byte[] content, String signature)
      throws GeneralSecurityException {
    return PublicKeys.verifies(keys.publicKey().orElseThrow(), content, signature);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsk_AAAA",
        "whsk_not base64",
        "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
      })
  void anythingElseIsNoAsymmetricKey(String text) {
    assertThatThrownBy(() -> AsymmetricKey.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifierWithADotIsRefusedSinceItMakesTheContentAmbiguous() {
    assertThatThrownBy(() -> WebhookHeaders.of("evt.1", AT, BODY, List.of(SECRET)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void newSecretsHave32BytesAndDiffer() {
    SecureRandom random = new SecureRandom();
    WebhookSecret one = WebhookSecret.next(random);

    assertThat(one.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(WebhookSecret.next(random)).isNotEqualTo(one);
    assertThat(WebhookSecret.of(one.text())).isEqualTo(one);
  }

  @Test
  void secretIsNotPrinted() {
    assertThat(SECRET.secret()).hasToString("whsec_…");
    assertThat(SigningKeys.next(new SecureRandom(), true).toString()).doesNotContain("==", "whpk_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_AAAA", "whsec_not base64 at all, is it??????????"})
  void anythingElseIsNoSecret(String text) {
    assertThatThrownBy(() -> WebhookSecret.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpHeaders http(Map<String, String> headers) {
    return HttpHeaders.of(
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
        (name, value) -> true);
  }
}
