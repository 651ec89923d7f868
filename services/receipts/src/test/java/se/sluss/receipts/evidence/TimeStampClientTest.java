package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.Hash;
import se.sluss.receipts.support.TimeStamper;

class TimeStampClientTest {
  private static final Hash HASH = Hash.of(new byte[] {1});

  private final TimeStampClient client =
      new TimeStampClient(Duration.ofSeconds(5), InstantSource.system());

  @Test
  void stampIsOfTheVeryHash() throws Exception {
    try (TimeStamper service = new TimeStamper()) {
      TimeStamp stamp = client.ask(service.address(), HASH);

      var told = new TimeStampResponse(stamp.bytes()).getTimeStampToken().getTimeStampInfo();
      assertThat(told.getMessageImprintDigest()).isEqualTo(HASH.bytes());
      assertThat(told.getGenTime().toInstant())
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }
  }

  @Test
  void stampOfAnotherHashIsNone() {
    try (TimeStamper service = new TimeStamper()) {
      service.mishears(asked -> otherRequest());

      refused(service, "something else");
    }
  }

  @Test
  void stampThatIsNotSignedAsItSaysIsNone() {
    try (TimeStamper service = new TimeStamper()) {
      service.answers(
          good -> {
            good[good.length - 1] ^= 1;
            return good;
          });

      refused(service, "something else");
    }
  }

  @Test
  void stampOfAnotherTimeIsNone() {
    TimeStampClient late =
        new TimeStampClient(
            Duration.ofSeconds(5), InstantSource.fixed(Instant.now().plusSeconds(3600)));
    try (TimeStamper service = new TimeStamper()) {
      assertThatThrownBy(() -> late.ask(service.address(), HASH)).hasMessageContaining("clock");
    }
  }

  @Test
  void rubbishIsNone() {
    try (TimeStamper service = new TimeStamper()) {
      service.answers(good -> Arrays.copyOf(good, good.length / 2));
      refused(service, "");

      service.answers(good -> new byte[0]);
      refused(service, "");

      service.answers(good -> new byte[100_000]);
      refused(service, "");
    }
  }

  @Test
  void statusOtherThan200IsNone() {
    try (TimeStamper service = new TimeStamper()) {
      service.answersWith(503);

      refused(service, "answered 503");
    }
  }

  @Test
  void serviceThatIsNotThereIsToldSo() {
    assertThatThrownBy(() -> client.ask(URI.create("http://127.0.0.1:1/"), HASH))
        .isInstanceOf(IOException.class);
  }

  private void refused(TimeStamper service, String why) {
    assertThatThrownBy(() -> client.ask(service.address(), HASH))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  private static byte[] otherRequest() {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      return generator
          .generate(NISTObjectIdentifiers.id_sha256, Hash.of(new byte[] {2}).bytes())
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
