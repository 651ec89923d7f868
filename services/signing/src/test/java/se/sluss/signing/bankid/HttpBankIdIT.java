package se.sluss.signing.bankid;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.signing.bankid.ScriptedBankId.PARTY;
import static se.sluss.signing.bankid.ScriptedBankId.REQUEST;
import static se.sluss.signing.bankid.ScriptedBankId.SOON;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.signing.SigningTest;
import se.sluss.signing.bankid.BankId.Collected;
import se.sluss.signing.bankid.BankId.Start;
import se.sluss.signing.bankid.ScriptedBankId.Reply;
import se.sluss.testsupport.Eventually;

/** What is made of whatever BankID answers, or does not. */
@SigningTest
class HttpBankIdIT {
  private static final Map<String, String> HASTY = Map.of("read-timeout", "PT2S");

  private ScriptedBankId server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedBankId();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"errorCode":"alreadyInProgress","details":"…"} | alreadyInProgress
          400 | {"errorCode":"invalidParameters"}               | invalidParameters
          400 | {"errorCode":"madeUpTomorrow","more":[1]}       | madeUpTomorrow
          400 | {"errorCode":"made_up-in.2027"}                 | made_up-in.2027
          400 | {"errorCode":"199001012385 is not known"}       | http400
          400 | {"errorCode":"unknown-199001012385"}            | http400
          400 | {}                                              | http400
          401 | {"errorCode":"unauthorized"}                    | unauthorized
          403 | <html>Forbidden</html>                          | http403
          404 | {"errorCode":"notFound"}                        | notFound
          405 | {"errorCode":"methodNotAllowed"}                | methodNotAllowed
          408 | {"errorCode":"requestTimeout"}                  | requestTimeout
          415 | {"errorCode":"unsupportedMediaType"}            | unsupportedMediaType
          429 | slow down                                       | http429
          500 | {"errorCode":"internalError"}                   | internalError
          502 | <html>Bad gateway</html>                        | http502
          302 | {}                                              | http302
          """)
  void anOrderThatBankIdDoesNotOpenHasBankIdsOwnReason(int status, String body, String reason) {
    server.reply(Reply.of(status, body));

    assertThat(sign(Map.of())).isEqualTo(new Start.Refused(reason));
    assertThat(server.calls()).hasSize(1);
  }

  @Test
  void maintenanceOpensNothingAndMayBeTriedAgain() {
    server.reply(Reply.of(503, "{\"errorCode\":\"Maintenance\"}"));

    assertThat(sign(Map.of())).isEqualTo(new Start.NotOpened("maintenance"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>Service Unavailable</html>", "{\"errorCode\":\"internalError\"}"})
  void whatIsAwayWithoutBankIdsOwnWordMayHaveOpenedAnOrder(String body) {
    server.reply(Reply.of(503, body));

    assertThat(sign(Map.of())).isInstanceOf(Start.Unknown.class);
    assertThat(server.calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "<html>",
        "{",
        "{}",
        "{\"orderRef\":\"r\",\"autoStartToken\":\"a\",\"qrStartToken\":\"q\"}"
      })
  void anOrderWhoseOpeningCannotBeReadIsNotAskedForAgain(String body) {
    server.reply(Reply.of(200, body));

    assertThat(sign(Map.of())).isEqualTo(new Start.Unknown("unreadableAnswer"));
  }

  @Test
  void whatIsReadIsReadWhateverItsTypeAndWhateverElseItHolds() {
    server.reply(
        new Reply.Whole(
            200,
            "text/plain;charset=utf-8",
            "{\"orderRef\":\"r\",\"autoStartToken\":\"a\",\"qrStartToken\":\"q\",\"qrStartSecret\":\"s\",\"new\":{}}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(sign(Map.of()))
        .isInstanceOfSatisfying(
            Start.Opened.class, opened -> assertThat(opened.orderRef()).isEqualTo("r"));
    assertThat(server.calls()).containsExactly("application/json");
  }

  @Test
  void whatMayHaveArrivedIsNotAskedForAgain() {
    for (Reply reply : List.of(new Reply.HangUp(), new Reply.Silence(), new Reply.HeadOnly())) {
      server.reply(reply);

      assertThat(sign(HASTY)).as(reply.toString()).isEqualTo(new Start.Unknown("noAnswer"));
    }
    server.reply(new Reply.Whole(200, "application/json", new byte[(1 << 20) + 1]));
    assertThat(sign(Map.of())).isEqualTo(new Start.Unknown("noAnswer"));
    assertThat(server.calls()).hasSize(4);
  }

  @Test
  void whatCannotHaveArrivedMayBeTriedAgain() {
    assertThat(sign(Map.of("tls-root", ScriptedBankId.anotherRoot())))
        .isEqualTo(new Start.NotOpened("notReached"));
    BankId client = server.client(Map.of());
    server.close();
    assertThat(client.sign(PARTY, REQUEST, SOON)).isEqualTo(new Start.NotOpened("notReached"));
    assertThat(server.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"status":"pending","hintCode":"userSign"}      | Pending[hintCode=userSign]
          200 | {"status":"pending","hintCode":"newTomorrow"}   | Pending[hintCode=newTomorrow]
          200 | {"status":"pending"}                            | Pending[hintCode=unknown]
          200 | {"status":"failed","hintCode":"of 199001012385"} | Failed[hintCode=unknown]
          200 | {"status":"failed","hintCode":"userCancel"}     | Failed[hintCode=userCancel]
          200 | {"status":"waiting"}                            | Unavailable[reason=unknownStatus]
          200 | {}                                              | Unavailable[reason=unknownStatus]
          200 | null                                            | Unavailable[reason=noAnswer]
          200 | <html>                                          | Unavailable[reason=noAnswer]
          400 | {"errorCode":"invalidParameters"}               | Gone[]
          400 | {"errorCode":"madeUpTomorrow"}                  | Unavailable[reason=madeUpTomorrow]
          400 | {}                                              | Unavailable[reason=http400]
          400 | <html>Bad request</html>                        | Unavailable[reason=http400]
          401 | {"errorCode":"unauthorized"}                    | Unavailable[reason=unauthorized]
          404 | {"errorCode":"notFound"}                        | Unavailable[reason=notFound]
          408 | {"errorCode":"requestTimeout"}                  | Unavailable[reason=requestTimeout]
          429 |  slow down                                      | Unavailable[reason=http429]
          500 | {"errorCode":"internalError"}                   | Unavailable[reason=internalError]
          503 | {"errorCode":"Maintenance"}                     | Unavailable[reason=Maintenance]
          """)
  void anOrderIsAskedAfterAgainUnlessBankIdSaysThatItEnded(int status, String body, String told) {
    server.reply(Reply.of(status, body));

    assertThat(collect(Map.of())).hasToString(told);
  }

  @Test
  void theFinalAnswerIsKeptAsItCame() {
    String body = "{ \"status\":\"complete\", \"completionData\":{\"more\":1} }";
    server.reply(Reply.of(200, body));

    assertThat(collect(Map.of()))
        .isInstanceOfSatisfying(
            Collected.Complete.class,
            complete -> assertThat(complete.raw()).asString().isEqualTo(body));
  }

  @Test
  void anOrderIsAskedAfterAgainWhenNoAnswerCame() {
    for (Reply reply : List.of(new Reply.HangUp(), new Reply.Silence(), new Reply.HeadOnly())) {
      server.reply(reply);

      assertThat(collect(HASTY))
          .as(reply.toString())
          .isEqualTo(new Collected.Unavailable("noAnswer"));
    }
  }

  @Test
  void anOrderIsCancelledWhenBankIdSaysSoAlone() {
    server.reply(Reply.of(200, "{}"));
    assertThat(server.client(Map.of()).cancel(PARTY, "ref", SOON)).isTrue();
    server.reply(Reply.of(400, "{\"errorCode\":\"invalidParameters\"}"));
    assertThat(server.client(Map.of()).cancel(PARTY, "ref", SOON)).isFalse();
    server.reply(new Reply.HangUp());
    assertThat(server.client(Map.of()).cancel(PARTY, "ref", SOON)).isFalse();
  }

  @Test
  void aBankIdThatIsAwayIsLeftAloneAndThenTriedOnce() {
    BankId client = server.client(Map.of("rest", "PT5S"));
    server.reply(Reply.of(500, "{\"errorCode\":\"internalError\"}"));
    IntStream.range(0, 20).forEach(call -> client.collect(PARTY, "ref", SOON));
    assertThat(server.calls()).hasSize(20);

    assertThat(client.collect(PARTY, "ref", SOON)).isEqualTo(new Collected.Unavailable("busy"));
    assertThat(client.sign(PARTY, REQUEST, SOON)).isEqualTo(new Start.NotOpened("busy"));
    assertThat(client.cancel(PARTY, "ref", SOON)).isFalse();
    assertThat(server.calls()).hasSize(20);

    server.reply(Reply.of(200, "{\"status\":\"pending\",\"hintCode\":\"userSign\"}"));
    Eventually.holds(
        () ->
            assertThat(client.collect(PARTY, "ref", SOON))
                .isEqualTo(new Collected.Pending("userSign")));
    assertThat(server.calls()).hasSize(21);
  }

  @Test
  void whatBankIdRefusesIsNoSignThatItIsAway() {
    BankId client = server.client(Map.of());
    server.reply(Reply.of(400, "{\"errorCode\":\"invalidParameters\"}"));
    IntStream.range(0, 25).forEach(call -> client.collect(PARTY, "ref", SOON));

    assertThat(server.calls()).hasSize(25);
  }

  @Test
  void noMoreCallsThanAllowedAreUnderWayAtOnce() {
    BankId client = server.client(Map.of("in-flight", "2"));
    server.reply(new Reply.Silence());
    List<CompletableFuture<Collected>> held = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int call = 0; call < 2; call++) {
        held.add(CompletableFuture.supplyAsync(() -> client.collect(PARTY, "ref", SOON), threads));
      }
      Eventually.holds(() -> assertThat(server.calls()).hasSize(2));

      assertThat(client.sign(PARTY, REQUEST, SOON)).isEqualTo(new Start.NotOpened("busy"));

      server.close();
      held.forEach(CompletableFuture::join);
    }
    assertThat(server.calls()).hasSize(2);
  }

  private Start sign(Map<String, String> settings) {
    return server.client(settings).sign(PARTY, REQUEST, SOON);
  }

  private Collected collect(Map<String, String> settings) {
    return server.client(settings).collect(PARTY, "ref", SOON);
  }
}
