package se.sluss.simulator.bankid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.simulator.bankid.RelyingPartyClient.Answer;
import se.sluss.simulator.bankid.order.QrCode;
import se.sluss.simulator.bankid.pki.RelyingParty;

class BankIdSimulatorIT {
  private static final String PERSON =
      "\"personalNumber\":\"189001019802\",\"givenName\":\"Åsa\",\"surname\":\"Simulin\"";
  private static final String FOR_PERSON = ",\"requirement\":{\"personalNumber\":\"189001019802\"}";

  @TempDir private static Path folder;
  private static volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private static BankIdSimulator simulator;
  private static RelyingPartyClient rp;

  @BeforeAll
  static void start() throws Exception {
    simulator = BankIdSimulator.start(0, 0, folder, () -> now);
    rp = new RelyingPartyClient(simulator, simulator.pki().relyingParty());
  }

  @AfterAll
  static void stop() {
    rp.close();
    simulator.close();
  }

  @AfterEach
  void forget() throws Exception {
    rp.control("PUT", "/auto", "{\"enabled\":false,\"delayMillis\":0}");
    rp.control("DELETE", "/script", "");
    rp.control("DELETE", "/faults", "");
  }

  @Test
  void anOrderIsScannedOpenedSignedAndCollectedOnce() throws Exception {
    Answer order = rp.sign(",\"userNonVisibleData\":\"AQI=\",\"returnRisk\":true");
    String ref = order.text("orderRef");
    assertThat(rp.collect(ref).text("hintCode")).isEqualTo("outstandingTransaction");

    now = now.plusSeconds(5);
    String qr = QrCode.of(order.text("qrStartToken"), order.text("qrStartSecret"), 4).toString();
    device("scan", "\"qrText\":\"" + qr + "\",\"action\":\"open\"");
    assertThat(rp.collect(ref).text("hintCode")).isEqualTo("userSign");
    device("opened", "\"orderRef\":\"" + ref + "\",\"action\":\"sign\"");

    Answer collected = rp.collect(ref);
    assertThat(collected.status()).isEqualTo(200);
    assertThat(collected.text("status")).isEqualTo("complete");
    assertThat(collected.body().has("hintCode")).isFalse();
    var data = collected.body().path("completionData");
    assertThat(data.at("/user/name").asText()).isEqualTo("Åsa Simulin");
    assertThat(data.at("/risk").asText()).isEqualTo("low");
    assertThat(data.has("stepUp")).isFalse();
    assertNonceNames(data.path("signature").asText(), data.path("ocspResponse").asText());
    assertInvalid(rp.collect(ref));
  }

  @Test
  void theSignatureNamesTheRelyingPartyOfTheCertificate() throws Exception {
    RelyingParty party = new RelyingParty("Other", "Other Åkare", "5555555555", "Bank (simulator)");
    try (var other = new RelyingPartyClient(simulator, simulator.pki().issue(party))) {
      String ref = signedBy(other);

      String xml = decoded(other.collect(ref).body().at("/completionData/signature").asText());
      assertThat(xml)
          .contains(Base64.getEncoder().encodeToString(party.signedName().getBytes("UTF-8")));
    }
  }

  @Test
  void anOrderIsInvisibleToAnotherCertificate() throws Exception {
    try (var other =
        new RelyingPartyClient(simulator, simulator.pki().issue(RelyingParty.SIMULATED))) {
      String ref = rp.sign("").text("orderRef");

      assertInvalid(other.collect(ref));
      assertInvalid(other.cancel(ref));
      assertThat(rp.collect(ref).status()).isEqualTo(200);
    }
  }

  @Test
  void withoutACertificateTheHandshakeFails() throws Exception {
    try (var nobody = new RelyingPartyClient(simulator, null)) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> nobody.sign(""));
    }
  }

  @Test
  void withACertificateOfAnotherAuthorityTheHandshakeFails() throws Exception {
    var stranger = simulator.pki().bank().customers();
    try (var forged = new RelyingPartyClient(simulator, stranger)) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> forged.sign(""));
    }
  }

  @Test
  void aCancelledOrderIsGone() throws Exception {
    String ref = rp.sign("").text("orderRef");

    Answer cancelled = rp.cancel(ref);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.body()).isEmpty();
    assertInvalid(rp.cancel(ref));
    assertInvalid(rp.collect(ref));
  }

  @Test
  void anotherPersonCannotSignForTheRequiredOne() throws Exception {
    Answer order = rp.sign(",\"requirement\":{\"personalNumber\":\"189001029819\"}");

    device("autostart", "\"autoStartToken\":\"" + order.text("autoStartToken") + "\"");

    Answer collected = rp.collect(order.text("orderRef"));
    assertThat(collected.text("status")).isEqualTo("failed");
    assertThat(collected.text("hintCode")).isEqualTo("certificateErr");
  }

  @Test
  void riskAboveTheLimitBlocksTheOrder() throws Exception {
    Answer order = rp.sign(",\"requirement\":{\"risk\":\"low\"}");

    device(
        "autostart",
        "\"risk\":\"moderate\",\"autoStartToken\":\"" + order.text("autoStartToken") + "\"");

    assertThat(rp.collect(order.text("orderRef")).text("hintCode"))
        .isEqualTo("transactionRiskBlocked");
  }

  @ParameterizedTest
  @CsvSource({
    "sign,complete,''",
    "cancel,failed,userCancel",
    "open,pending,userSign",
    "certificate-error,failed,certificateErr",
    "risk-blocked,failed,transactionRiskBlocked"
  })
  void underAutoThePersonActsAsScripted(String behaviour, String status, String hint)
      throws Exception {
    auto(behaviour);

    Answer collected = settled(rp.sign(FOR_PERSON).text("orderRef"), status, hint);

    assertThat(collected.text("status")).isEqualTo(status);
    assertThat(collected.text("hintCode")).isEqualTo(hint);
  }

  @Test
  void aScriptIsUsedUpAndThenEverybodySigns() throws Exception {
    auto("cancel");

    settled(rp.sign(FOR_PERSON).text("orderRef"), "failed", "userCancel");
    Answer second = settled(rp.sign(FOR_PERSON).text("orderRef"), "complete", "");

    assertThat(second.text("status")).isEqualTo("complete");
  }

  @Test
  void anOrderThatIsNeverStartedFailsInItsTime() throws Exception {
    auto("never-start");
    String ref = rp.sign(FOR_PERSON).text("orderRef");
    settled(rp.sign(FOR_PERSON).text("orderRef"), "complete", "");

    now = now.plusSeconds(30);

    assertThat(rp.collect(ref).text("hintCode")).isEqualTo("startFailed");
  }

  @Test
  void theScriptedWrongPersonIsHandedOutAsIfNothingHadBeenRequired() throws Exception {
    auto("wrong-person");

    Answer collected = settled(rp.sign(FOR_PERSON).text("orderRef"), "complete", "");

    assertThat(collected.body().at("/completionData/user/personalNumber").asText())
        .isEqualTo("189001029819");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | sign    | application/json                | 405 | methodNotAllowed
          GET  | auth    | application/json                | 405 | methodNotAllowed
          POST | auth    | application/json                | 404 | notFound
          POST | nothing | application/json                | 404 | notFound
          POST | sign    | application/json; charset=UTF-8 | 415 | unsupportedMediaType
          POST | sign    | text/plain                      | 415 | unsupportedMediaType
          POST | sign    | application/json                | 400 | invalidParameters
          POST | collect | application/json                | 400 | invalidParameters
          """)
  void requestsThatAreNotOfTheApiAreRefused(
      String method, String operation, String contentType, int status, String errorCode)
      throws Exception {
    Answer answer = rp.send(method, operation, contentType, "{\"orderRef\":");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("errorCode")).isEqualTo(errorCode);
  }

  @Test
  void aBodyBeyondAllLimitsIsRefusedWithAnAnswer() throws Exception {
    assertInvalid(rp.post("sign", " ".repeat(1_000_000)));
  }

  @Test
  void aFaultIsGivenAsOftenAsAskedFor() throws Exception {
    rp.control(
        "POST",
        "/faults",
        "{\"path\":\"sign\",\"status\":503,\"errorCode\":\"maintenance\",\"times\":2}");

    for (int i = 0; i < 2; i++) {
      Answer refused = rp.sign("");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("errorCode")).isEqualTo("maintenance");
    }
    assertThat(rp.sign("").status()).isEqualTo(200);
  }

  @Test
  void aDroppedAnswerLeavesTheOrderBehind() throws Exception {
    int before = rp.control("GET", "/orders", "").body().size();
    rp.control("POST", "/faults", "{\"path\":\"sign\",\"drop\":true}");

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> rp.sign(""));

    assertThat(rp.control("GET", "/orders", "").body().size()).isGreaterThan(before);
  }

  @Test
  void theControlsRefuseWhatTheyDoNotUnderstand() throws Exception {
    assertThat(rp.control("GET", "/health", "").text("status")).isEqualTo("UP");
    assertThat(rp.control("GET", "/nothing", "").status()).isEqualTo(404);
    assertThat(rp.control("POST", "/faults", "{\"path\":\"pay\"}").status()).isEqualTo(400);
    assertThat(rp.control("POST", "/script", "{\"behaviour\":\"dance\"}").status()).isEqualTo(400);
    assertThat(rp.control("POST", "/users", "{\"personalNumber\":\"1\"}").status()).isEqualTo(400);
    Answer unknown =
        rp.control("POST", "/device/autostart", "{" + PERSON + ",\"autoStartToken\":\"none\"}");
    assertThat(unknown.status()).isEqualTo(404);
  }

  private static void auto(String behaviour) throws Exception {
    rp.control("PUT", "/auto", "{\"enabled\":true,\"delayMillis\":0}");
    rp.control("POST", "/script", "{\"behaviour\":\"" + behaviour + "\"}");
  }

  private static String signedBy(RelyingPartyClient party) throws Exception {
    Answer order = party.sign("");
    device("autostart", "\"autoStartToken\":\"" + order.text("autoStartToken") + "\"");
    return order.text("orderRef");
  }

  private static void device(String how, String members) throws Exception {
    Answer answer = rp.control("POST", "/device/" + how, "{" + PERSON + "," + members + "}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  /** Collects until the order is as expected, or ten seconds have passed. */
  private static Answer settled(String ref, String status, String hint) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    Answer answer = rp.collect(ref);
    while (answer.text("status").equals("pending")
        && !(answer.text("status").equals(status) && answer.text("hintCode").equals(hint))
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      answer = rp.collect(ref);
    }
    return answer;
  }

  private static void assertInvalid(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("errorCode")).isEqualTo("invalidParameters");
  }

  private static void assertNonceNames(String signature, String ocsp) throws Exception {
    var response = new OCSPResp(Base64.getDecoder().decode(ocsp));
    var nonce =
        ((BasicOCSPResp) response.getResponseObject())
            .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
            .getExtnValue()
            .getOctets();
    byte[] head = MessageDigest.getInstance("SHA-1").digest(signature.getBytes("UTF-8"));
    assertThat(Arrays.copyOf(nonce, 20)).isEqualTo(head);
  }

  private static String decoded(String base64) throws Exception {
    return new String(Base64.getDecoder().decode(base64), "UTF-8");
  }
}
