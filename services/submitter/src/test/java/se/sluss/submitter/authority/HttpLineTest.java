package se.sluss.submitter.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.Service;
import se.sluss.submitter.delivery.AuthorityGateway.Standing;
import se.sluss.submitter.delivery.AuthorityGateway.Writing;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.SubmitOutcome.InDoubt;
import se.sluss.submitter.delivery.SubmitOutcome.Received;

/** What a line makes of a peer that misbehaves, on a bare socket. */
class HttpLineTest {
  private static final Envelope ENVELOPE = new Envelope("urn:a", "<a>hej</a>".getBytes(US_ASCII));

  private final ScheduledExecutorService watchdogs = Executors.newSingleThreadScheduledExecutor();
  private BiPredicate<Socket, Long> lost = (_, _) -> false;
  private ServerSocket server;

  /** What the peer does once it has read the whole request. */
  @FunctionalInterface
  private interface Peer {
    void serve(Socket socket) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    watchdogs.shutdownNow();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        row("closes without an answer", Socket::close, Cause.CONNECTION_LOST),
        row(
            "resets",
            socket -> {
              socket.setSoLinger(true, 0);
              socket.close();
            },
            Cause.CONNECTION_LOST),
        row(
            "breaks off in the body",
            socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<soap", true),
            Cause.CONNECTION_LOST),
        row(
            "breaks off in the head",
            socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-", true),
            Cause.UNREADABLE_ANSWER),
        row("says nothing", socket -> say(socket, "", false), Cause.TIME_OUT),
        row(
            "says nothing after the head",
            socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", false),
            Cause.TIME_OUT),
        row(
            "says something else than HTTP",
            socket -> say(socket, "HEJ\r\n\r\n", true),
            Cause.UNREADABLE_ANSWER),
        row(
            "answers without end",
            socket -> {
              say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n", false);
              socket.getOutputStream().write(new byte[2_000_000]);
            },
            Cause.UNREADABLE_ANSWER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void withoutAWholeAnswerItIsDoubtAndNothingElse(String name, Peer peer, Cause cause)
      throws Exception {
    CompletableFuture<String> request = serve(peer);
    HttpLine line = line(Duration.ofSeconds(cause == Cause.TIME_OUT ? 2 : 10));

    assertThat(line.write(ENVELOPE, Departures.NOW)).isInstanceOf(Writing.Sent.class);
    Exchange exchange = line.read();

    assertThat(exchange.outcome()).isEqualTo(new InDoubt(cause));
    assertThat(line.reusable()).isFalse();
    assertThat(request.get()).endsWith("<a>hej</a>");
  }

  @ParameterizedTest
  @CsvSource({"true, CONNECTION_LOST", "false, TIME_OUT"})
  void ofAnAnswerThatBreaksOffIsKeptWhatCame(boolean closes, Cause cause) throws Exception {
    serve(
        socket ->
            say(
                socket,
                "HTTP/1.1 502 Bad\r\nX-Id: 7\r\nContent-Length: 100\r\n\r\n<html>what",
                closes));
    HttpLine line = line(Duration.ofSeconds(closes ? 10 : 2));

    line.write(ENVELOPE, Departures.NOW);
    Exchange exchange = line.read();

    assertThat(exchange.outcome()).isEqualTo(new InDoubt(cause));
    assertThat(exchange.answer())
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.status()).isEqualTo(502);
              assertThat(answer.headers().getFirst().value()).isEqualTo("7");
              assertThat(new String(answer.body(), US_ASCII)).isEqualTo("<html>what");
            });
    assertThat(exchange.headAfter()).isPresent();
  }

  /** It says nothing of the document, but people may want to read what came. */
  @Test
  void ofAnAnswerThatIsTooLongTheFirstMebibyteIsKept() throws Exception {
    serve(
        socket -> {
          say(socket, "HTTP/1.1 200 OK\r\nX-Id: 7\r\nContent-Length: 2000000\r\n\r\n<a>", false);
          socket.getOutputStream().write(new byte[1_999_997]);
        });
    HttpLine line = line(Duration.ofSeconds(5));

    line.write(ENVELOPE, Departures.NOW);
    Exchange exchange = line.read();

    assertThat(exchange.outcome()).isEqualTo(new InDoubt(Cause.UNREADABLE_ANSWER));
    assertThat(exchange.answer())
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.status()).isEqualTo(200);
              assertThat(answer.headers().getFirst().value()).isEqualTo("7");
              assertThat(answer.body()).hasSize(1 << 20).startsWith('<', 'a', '>');
            });
    assertThat(exchange.headAfter()).isPresent();
  }

  @Test
  void requestIsOnePlainPostWithItsLength() throws Exception {
    CompletableFuture<String> request =
        serve(socket -> say(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", false));
    HttpLine line = line(Duration.ofSeconds(5));

    line.write(ENVELOPE, Departures.NOW);
    Exchange exchange = line.read();

    assertThat(exchange.outcome()).isEqualTo(new InDoubt(Cause.OVERLOADED));
    assertThat(exchange.answer()).hasValueSatisfying(a -> assertThat(a.status()).isEqualTo(503));
    assertThat(line.reusable()).isTrue();
    assertThat(request.get())
        .startsWith("POST /shs2/X HTTP/1.1\r\n")
        .contains("Content-Type: text/xml; charset=utf-8\r\n")
        .contains("SOAPAction: \"urn:a\"\r\n")
        .contains("Content-Length: 10\r\n")
        .contains("Host: localhost:" + server.getLocalPort() + "\r\n")
        .doesNotContain("Transfer-Encoding")
        .doesNotContain("traceparent")
        .doesNotContain("Expect");
  }

  @Test
  void messageThatIsNotSoapIsSentAsWhatItIsAndReadsItsOwnAnswer() throws Exception {
    CompletableFuture<String> request =
        serve(
            socket ->
                say(
                    socket,
                    "HTTP/1.1 200 OK\r\nX-shs-txid: t1\r\nContent-Length: 3\r\n\r\nhej",
                    false));
    HttpLine line = line(Duration.ofSeconds(5));
    Envelope message =
        Envelope.of(
            "message/rfc822",
            "<a>hej</a>".getBytes(US_ASCII),
            "t0",
            answer -> new Received(answer.headers().getFirst().value()));

    line.write(message, Departures.NOW);

    assertThat(line.read().outcome()).isEqualTo(new Received("t1"));
    assertThat(line.reusable()).isTrue();
    assertThat(request.get())
        .contains("Content-Type: message/rfc822\r\n")
        .doesNotContain("SOAPAction")
        .doesNotContain("Accept");
  }

  /** What cannot be read may be another call's answer, and then ours would be the next one's. */
  @Test
  void wayWithAnUnreadableAnswerIsNotUsedAgain() throws Exception {
    serve(socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhej", false));
    HttpLine line = line(Duration.ofSeconds(5));

    line.write(ENVELOPE, Departures.NOW);

    assertThat(line.read().outcome()).isEqualTo(new InDoubt(Cause.UNREADABLE_ANSWER));
    assertThat(line.reusable()).isFalse();
  }

  @Test
  void nothingLeavesWhenTheWindowHasClosed() throws Exception {
    CompletableFuture<Integer> firstByte =
        CompletableFuture.supplyAsync(
            () -> {
              try (Socket socket = server.accept()) {
                return socket.getInputStream().read();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    HttpLine line = line(Duration.ofSeconds(5));

    assertThat(line.write(ENVELOPE, Departures.TOO_LATE)).isEqualTo(new Writing.NotSent());
    assertThat(line.reusable()).isFalse();
    line.close();

    assertThat(firstByte.get()).isEqualTo(-1);
  }

  /** TCP would send again what has not left, for minutes; it could arrive beside another call. */
  @Test
  void ofACallThatIsGivenUpNothingIsSentAgain() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    serve(socket -> seen.complete(endOf(socket)));
    HttpLine line = line(Duration.ofSeconds(2));

    line.write(ENVELOPE, Departures.NOW);

    assertThat(line.read().outcome()).isEqualTo(new InDoubt(Cause.TIME_OUT));
    assertThat(seen).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("reset");
  }

  @Test
  void wayThatIsNotNeededAnyMoreEndsInOrder() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    serve(
        socket -> {
          say(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", false);
          seen.complete(endOf(socket));
        });
    HttpLine line = line(Duration.ofSeconds(5));
    line.write(ENVELOPE, Departures.NOW);
    line.read();

    line.close();

    assertThat(seen).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("end");
  }

  private static String endOf(Socket socket) {
    try {
      return socket.getInputStream().read() < 0 ? "end" : "more";
    } catch (IOException e) {
      return "reset";
    }
  }

  @Test
  void lineIsFreshUntilSomethingIsAnsweredOverIt() throws Exception {
    serve(socket -> say(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", false));
    HttpLine line = line(Duration.ofSeconds(5));
    assertThat(line.fresh()).isTrue();

    line.write(ENVELOPE, Departures.NOW);
    assertThat(line.fresh()).isTrue();
    line.read();

    assertThat(line.fresh()).isFalse();
  }

  @Test
  void lineThatThePeerClosedIsSeenBeforeASlotIsTaken() throws Exception {
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(
            () -> {
              try {
                server.accept().close();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    HttpLine line = line(Duration.ofSeconds(5));
    closed.get();

    assertThat(line.standing(Duration.ofSeconds(5))).isEqualTo(new Standing.Gone());
  }

  /** The host would try for a quarter of an hour, and it could arrive beside another call. */
  @Test
  void aCallThatDidNotArriveInTimeIsDropped() throws Exception {
    lost = (_, _) -> true;
    serve(socket -> say(socket, "", false));
    HttpLine line = line(Duration.ofSeconds(30));
    long before = System.nanoTime();

    line.write(ENVELOPE, Departures.NOW);

    assertThat(line.read().outcome()).isEqualTo(new InDoubt(Cause.CONNECTION_LOST));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    assertThat(line.reusable()).isFalse();
  }

  @Test
  void aSecondAnswerIsNotTakenForThatToTheNextCall() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n<a";
    serve(socket -> say(socket, answer + answer, false));
    HttpLine line = line(Duration.ofSeconds(10));

    line.write(ENVELOPE, Departures.NOW);
    line.read();

    assertThat(line.reusable()).isFalse();
  }

  private HttpLine line(Duration readTimeout) throws IOException {
    GatedSocket socket = new GatedSocket();
    socket.connect(server.getLocalSocketAddress());
    DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
    http.bind(socket);
    return new HttpLine(
        http,
        socket,
        socket,
        new LineOpener.Door(
            CertificateId.next(),
            URI.create("https://localhost:" + server.getLocalPort() + "/shs2/X"),
            Service.ELT,
            HttpLineTest::tls),
        readTimeout,
        new AnswerReader(new SoapMessages()),
        new CallWatch(watchdogs, lost));
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<String> serve(Peer peer) {
    CompletableFuture<String> request = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Socket socket = server.accept();
                request.complete(request(socket.getInputStream()));
                peer.serve(socket);
              } catch (IOException e) {
                request.completeExceptionally(e);
              }
            });
    return request;
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("<a>hej</a>")) {
      text.append((char) in.read());
    }
    return text.toString();
  }

  private static void say(Socket socket, String text, boolean close) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    if (close) {
      socket.close();
    }
  }

  private static Arguments row(String name, Peer peer, Cause cause) {
    return Arguments.of(name, peer, cause);
  }
}
