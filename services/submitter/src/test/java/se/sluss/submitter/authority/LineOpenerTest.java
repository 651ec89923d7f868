package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.Service;
import se.sluss.simulator.authority.AuthoritySimulator;
import se.sluss.simulator.authority.pki.SimulatorPki;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.delivery.AuthorityGateway.Line;
import se.sluss.submitter.delivery.AuthorityGateway.Opening;
import se.sluss.submitter.delivery.AuthorityGateway.Writing;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.testsupport.Eventually;

/** Mutual TLS against the simulated authority. */
class LineOpenerTest {
  private static final String PATH = "/shs2/FK.ASE.Tidredovisning";

  /** Version 3.2 of the record and of the hello, no session, a suite that 1.1 has, too. */
  private static final String SERVER_HELLO_OF_1_1 =
      "160302002a020000260302"
          + "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
          + "00c01400";

  private static final String ALERT_OTHER_VERSION = "15030200020246";

  @TempDir static Path folder;
  private static AuthoritySimulator authority;
  private static SimulatorPki pki;
  private static SimulatorPki stranger;

  private final LineOpener opener =
      new LineOpener(
          new AnswerReader(new SoapMessages()),
          new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(1500)));

  @BeforeAll
  static void start() throws Exception {
    Path root = folder.resolve("user-root.pem");
    Files.writeString(
        root,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(BankIdSignatures.inMemory().userRoot().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    authority =
        new AuthoritySimulator(
            new AuthoritySimulator.Settings(
                0, 0, folder.resolve("pki"), root, Duration.ofMillis(1), null),
            InstantSource.system());
    pki = SimulatorPki.in(folder.resolve("pki"));
    stranger = SimulatorPki.in(folder.resolve("stranger"));
  }

  @AfterAll
  static void stop() {
    authority.close();
  }

  @Test
  void lineWithTheRightCertificateCarriesACall() throws Exception {
    Opening opening = opener.open(door("localhost", pki, "pki"));

    assertThat(opening).isInstanceOf(Opening.Opened.class);
    try (Line line = ((Opening.Opened) opening).line()) {
      Envelope envelope = new Envelope("urn:x", "<a/>".getBytes(StandardCharsets.UTF_8));
      assertThat(line.write(envelope, Departures.NOW)).isInstanceOf(Writing.Sent.class);
      // not the operation's SOAPAction: a fault that says nothing of a document
      assertThat(line.read().outcome()).isEqualTo(new SubmitOutcome.InDoubt(Cause.UNKNOWN_FAULT));
      assertThat(line.reusable()).isTrue();
    }
  }

  @Test
  void certificateOfAStrangerIsRefusedBeforeAnythingIsSent() throws Exception {
    assertRefused(door("localhost", stranger, "pki"));
  }

  @Test
  void certificateThatTheAuthorityNoLongerTakesIsRefusedBeforeAnythingIsSent() throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + authority.controlPort() + "/faults"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"kind\":\"tls-refusal\",\"clientCn\":\"refused\",\"times\":100}"))
                .build(),
            HttpResponse.BodyHandlers.discarding());

    assertRefused(door("localhost", pki, "pki", "refused"));
  }

  /**
   * An alert can be lost when the connection is closed right behind it; the next try tells. It is
   * waited for as long as a busy machine may take.
   */
  private void assertRefused(LineOpener.Door door) {
    assertThat(
            Eventually.value(
                () -> opener.open(door, Duration.ofSeconds(20)),
                opening -> !(opening instanceof Opening.Failed)))
        .isEqualTo(new Opening.Refused(Cause.TLS_ALERT));
  }

  @Test
  void doorOfAStrangerIsNotEntered() throws Exception {
    assertThat(opener.open(door("localhost", pki, "stranger")))
        .isEqualTo(new Opening.Refused(Cause.SERVER_NOT_TRUSTED));
  }

  @Test
  void doorThatNoNameServerKnowsMayOpenLater() throws Exception {
    assertThat(opener.open(door("localhost.localdomain.invalid", pki, "pki")))
        .isEqualTo(new Opening.Failed(Cause.NOT_CONNECTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {SERVER_HELLO_OF_1_1, ALERT_OTHER_VERSION})
  void serverThatSpeaksOnlyOlderTlsGetsNothing(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(server, HexFormat.of().parseHex(answer)));

      assertThat(opener.open(door(server.getLocalPort())))
          .isEqualTo(new Opening.Refused(Cause.SERVER_TLS_TOO_OLD));
    }
  }

  /** Answers the first bytes of a client, whatever they say, and reads on until it goes. */
  private static void answer(ServerSocket server, byte[] answer) {
    try (Socket client = server.accept()) {
      client.getInputStream().read(new byte[16_384]);
      client.getOutputStream().write(answer);
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The client hung up, as it should.
    }
  }

  /** Whoever resumes a session is shown no certificate of the server's, and cannot look at it. */
  @Test
  void nextLineHasNoSessionOfTheOneBeforeToResume() throws Exception {
    LineOpener.Door door = door("localhost", pki, "pki");

    try (Line _ = ((Opening.Opened) opener.open(door)).line()) {
      assertThat(Collections.list(door.tls().get().getClientSessionContext().getIds())).isEmpty();
    }
  }

  @Test
  void closedPortMayOpenLater() throws Exception {
    assertThat(opener.open(door(closedPort()))).isEqualTo(new Opening.Failed(Cause.NOT_CONNECTED));
  }

  private static LineOpener.Door door(int port) throws Exception {
    return new LineOpener.Door(
        CertificateId.next(),
        URI.create("https://localhost:" + port + PATH),
        Service.ELT,
        credentials(pki, "pki", "vendor").contexts());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static LineOpener.Door door(String host, SimulatorPki of, String trusted)
      throws Exception {
    return door(host, of, trusted, "vendor");
  }

  private static LineOpener.Door door(String host, SimulatorPki of, String trusted, String name)
      throws Exception {
    return new LineOpener.Door(
        CertificateId.next(),
        URI.create("https://" + host + ":" + authority.port() + PATH),
        Service.ELT,
        credentials(of, trusted, name).contexts());
  }

  private static Credentials credentials(SimulatorPki of, String trusted, String name)
      throws Exception {
    SimulatorPki.ClientKeyStore client = of.issueClient(name, Duration.ofDays(1));
    return Credentials.open(
        client.pkcs12(),
        client.password().toCharArray(),
        Files.readString(folder.resolve(trusted).resolve("server-ca.pem")));
  }
}
