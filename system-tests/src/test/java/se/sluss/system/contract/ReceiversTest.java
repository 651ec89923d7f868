package se.sluss.system.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs of the receivers' page take what is ours, and nothing else. */
class ReceiversTest {
  private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String OTHER = "whsec_ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
  private static final String BODY =
      "{\"type\":\"submission.received\",\"timestamp\":\"2026-11-20T08:15:30.125Z\",\"data\":{}}";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void messageOfOursIsTakenAlsoWhileASecretIsReplaced(ReceiverProgram program) {
    Instant now = Instant.now();

    assertThat(program.verifies(folder, SECRET, signed(now, SECRET), BODY)).isTrue();
    Map<String, String> replaced = new HashMap<>(signed(now, OTHER));
    replaced.merge(
        "webhook-signature",
        signed(now, SECRET).get("webhook-signature") + " v1a,AAAA",
        (one, other) -> one + " " + other);
    assertThat(program.verifies(folder, SECRET, replaced, BODY)).isTrue();
    assertThat(program.verifies(folder, OTHER, replaced, BODY)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void allElseIsRefused(ReceiverProgram program) {
    Instant now = Instant.now();
    Map<String, String> unsigned = new HashMap<>(signed(now, SECRET));
    unsigned.remove("webhook-signature");
    Map<String, String> late = signed(now.minusSeconds(360), SECRET);

    assertThat(program.verifies(folder, SECRET, signed(now, SECRET), BODY + " ")).isFalse();
    assertThat(program.verifies(folder, OTHER, signed(now, SECRET), BODY)).isFalse();
    assertThat(program.verifies(folder, SECRET, unsigned, BODY)).isFalse();
    assertThat(program.verifies(folder, SECRET, late, BODY)).isFalse();
  }

  private static Map<String, String> signed(Instant at, String secret) {
    String id = "evt_01m7w0crade17r0avdqztd2p3x";
    String timestamp = Long.toString(at.getEpochSecond());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signature = mac.doFinal((id + "." + timestamp + "." + BODY).getBytes(UTF_8));
      return Map.of(
          "webhook-id", id,
          "webhook-timestamp", timestamp,
          "webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
