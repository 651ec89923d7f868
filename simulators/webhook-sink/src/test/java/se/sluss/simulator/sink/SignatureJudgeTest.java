package se.sluss.simulator.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureJudgeTest {
  private static final String NEW = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String OLD = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
  private static final String ID = "evt_01m7w0crade17r0avdqztd2p3x";
  private static final String BODY =
      "{\"type\":\"submission.received\",\"timestamp\":\"2026-11-20T08:15:30.125Z\",\"data\":{"
          + "\"submissionId\":\"sub_01m7vf7e6dfq3a5ch4t3yr45k9\","
          + "\"tenantId\":\"ten_01m0m8m2adeh1tqamgg6daxx8x\","
          + "\"receiptId\":\"rec_01m7w0cra8fd0v70w7tvya04kj\",\"service\":\"E_IOA\","
          + "\"mode\":\"test\",\"status\":\"RECEIVED\",\"sequence\":5}}";

  private final SignatureJudge judge = new SignatureJudge();
  private final Instant now = Instant.now();

  @Test
  void theLibraryMakesTheSignaturesThatOthersMade() throws WebhookSigningException {
    assertThat(BODY).hasSize(280);
    assertThat(new Webhook(NEW).sign(ID, 1_795_162_531L, BODY))
        .isEqualTo("v1,AW6pxcPDisCC6fVioVhx5aYHwQ6Wj8Hh2aUdNbbQx/k=");
    assertThat(new Webhook(OLD).sign(ID, 1_795_162_531L, BODY))
        .isEqualTo("v1,1XzJpSVCPujCB4kb8ykMjqogmNHRqIeo9sDAsL6cqTs=");
    assertThat(
            new Webhook("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aFreshSignatureHolds() {
    judge.register("a", List.of(NEW));

    assertThat(judge("a", now, sign(NEW, now))).isEqualTo(Verdict.HELD);
  }

  @Test
  void aSignatureByAnotherSecretDoesNotHold() {
    judge.register("a", List.of(NEW));

    assertThat(judge("a", now, sign(OLD, now))).isEqualTo(Verdict.DID_NOT_HOLD);
  }

  @Test
  void aSignatureOlderThanFiveMinutesDoesNotHold() {
    judge.register("a", List.of(NEW));
    Instant stale = now.minus(Duration.ofMinutes(6));

    assertThat(judge("a", stale, sign(NEW, stale))).isEqualTo(Verdict.DID_NOT_HOLD);
  }

  @Test
  void whileSecretsChangeEitherSignatureHolds() {
    String both = sign(NEW, now) + " " + sign(OLD, now);

    judge.register("a", List.of(OLD));
    assertThat(judge("a", now, both)).isEqualTo(Verdict.HELD);
    judge.register("a", List.of(NEW));
    assertThat(judge("a", now, both)).isEqualTo(Verdict.HELD);
  }

  @Test
  void aReceiverWithBothSecretsTakesEither() {
    judge.register("a", List.of(NEW, OLD));

    assertThat(judge("a", now, sign(OLD, now))).isEqualTo(Verdict.HELD);
  }

  @Test
  void changedBytesDoNotHold() {
    judge.register("a", List.of(NEW));

    assertThat(judge.judge("a", headers(now, sign(NEW, now)), (BODY + " ").getBytes(UTF_8)))
        .isEqualTo(Verdict.DID_NOT_HOLD);
  }

  @Test
  void withoutHeadersNothingHolds() {
    judge.register("a", List.of(NEW));

    assertThat(judge.judge("a", HttpHeaders.of(Map.of(), (k, v) -> true), BODY.getBytes(UTF_8)))
        .isEqualTo(Verdict.DID_NOT_HOLD);
  }

  @Test
  void aHookWithoutSecretIsNotJudged() {
    judge.register("b", List.of(NEW));

    assertThat(judge("a", now, "v1,AAAA")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aSecretWithoutItsPrefixIsRefused() {
    assertThatThrownBy(() -> judge.register("a", List.of("c2VjcmV0")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Verdict judge(String hook, Instant at, String signature) {
    return judge.judge(hook, headers(at, signature), BODY.getBytes(UTF_8));
  }

  private static HttpHeaders headers(Instant at, String signature) {
    return HttpHeaders.of(
        Map.of(
            "Webhook-id", List.of(ID),
            "Webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
            "Webhook-signature", List.of(signature)),
        (name, value) -> true);
  }

  private static String sign(String secret, Instant at) {
    try {
      return new Webhook(secret).sign(ID, at.getEpochSecond(), BODY);
    } catch (WebhookSigningException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
