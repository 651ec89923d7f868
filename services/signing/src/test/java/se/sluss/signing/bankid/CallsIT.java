package se.sluss.signing.bankid;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.signing.bankid.ScriptedBankId.PARTY;
import static se.sluss.signing.bankid.ScriptedBankId.REQUEST;
import static se.sluss.signing.bankid.ScriptedBankId.SOON;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Mode;
import se.sluss.model.id.VendorId;
import se.sluss.signing.SigningTest;
import se.sluss.signing.bankid.BankId.Collected;
import se.sluss.signing.bankid.BankId.Start;
import se.sluss.signing.bankid.ScriptedBankId.Reply;
import se.sluss.testsupport.Eventually;

/** Which calls are made at all. */
@SigningTest
class CallsIT {
  private static final Deadline OVER = Deadline.in(Duration.ofSeconds(-1));
  private static final VendorId RELYING = VendorId.next();
  private static final Party OWN_CERTIFICATE = new Party(Mode.TEST, RELYING);

  private ScriptedBankId server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedBankId();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingIsAskedAfterTheDeadline() {
    BankId client = server.client(Map.of());

    assertThat(client.sign(PARTY, REQUEST, OVER)).isEqualTo(new Start.NotOpened("busy"));
    assertThat(client.collect(PARTY, "ref", OVER)).isEqualTo(new Collected.Unavailable("busy"));
    assertThat(client.cancel(PARTY, "ref", OVER)).isFalse();
    assertThat(server.bodies()).isEmpty();
  }

  @Test
  void whatIsTooLateIsNoSignThatBankIdIsAway() {
    BankId client = server.client(Map.of("rest", "PT1H"));
    IntStream.range(0, 25).forEach(call -> client.collect(PARTY, "ref", OVER));
    server.reply(Reply.of(200, "{\"status\":\"pending\",\"hintCode\":\"userSign\"}"));

    assertThat(client.collect(PARTY, "ref", SOON)).isEqualTo(new Collected.Pending("userSign"));
  }

  @Test
  void aRelyingPartyWhomBankIdDoesNotAnswerLeavesTheOthersTheirCalls() {
    BankId client = server.client(settings(Map.of("rest", "PT1H")));
    server.reply(Reply.of(500, "{\"errorCode\":\"internalError\"}"));
    IntStream.range(0, 20).forEach(call -> client.collect(OWN_CERTIFICATE, "ref", SOON));
    assertThat(client.collect(OWN_CERTIFICATE, "ref", SOON))
        .isEqualTo(new Collected.Unavailable("busy"));

    server.reply(Reply.of(200, "{\"status\":\"pending\",\"hintCode\":\"userSign\"}"));

    assertThat(client.collect(PARTY, "ref", SOON)).isEqualTo(new Collected.Pending("userSign"));
  }

  @Test
  void aRelyingPartyWhoseCallsAllHangLeavesTheOthersTheirPlaces() {
    BankId client = server.client(settings(Map.of("in-flight", "1")));
    server.reply(new Reply.Silence());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var held =
          CompletableFuture.supplyAsync(
              () -> client.collect(OWN_CERTIFICATE, "ref", SOON), threads);
      Eventually.holds(() -> assertThat(server.calls()).hasSize(1));
      server.reply(Reply.of(200, "{\"status\":\"pending\",\"hintCode\":\"userSign\"}"));

      assertThat(client.collect(OWN_CERTIFICATE, "ref", SOON))
          .isEqualTo(new Collected.Unavailable("busy"));
      assertThat(client.collect(PARTY, "ref", SOON)).isEqualTo(new Collected.Pending("userSign"));

      server.close();
      held.join();
    }
  }

  @Test
  void aCertificateThatBankIdDoesNotTakeIsCountedApartAndWithWhoseItIs() throws IOException {
    try (RefusingDoor door = ScriptedBankId.refusingDoor()) {
      BankId client = server.client(settings(Map.of("url", door.url())));

      client.collect(OWN_CERTIFICATE, "ref", SOON);
    }

    assertThat(server.counted("tls", Mode.TEST, RELYING.value())).isEqualTo(1);
    assertThat(server.counted("tls", Mode.TEST, "house")).isZero();
    assertThat(server.counted("noAnswer", Mode.TEST, RELYING.value())).isZero();
  }

  private static Map<String, String> settings(Map<String, String> more) {
    var all = new HashMap<>(ScriptedBankId.keyOf(RELYING));
    all.putAll(more);
    return all;
  }
}
