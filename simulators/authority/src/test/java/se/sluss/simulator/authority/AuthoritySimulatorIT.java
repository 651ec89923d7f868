package se.sluss.simulator.authority;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.bankid.signature.BankIdSignature;

class AuthoritySimulatorIT {
  private static final String UUID_PATTERN =
      "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";

  @TempDir static Path pki;
  @TempDir static Path strangersPki;

  private final String id = UUID.randomUUID().toString();
  private AuthoritySimulator simulator;
  private Vendor vendor;

  @BeforeEach
  void start() throws Exception {
    simulator = simulator(pki);
    vendor = Vendor.named(simulator, "vendor");
  }

  @AfterEach
  void stop() {
    vendor.close();
    simulator.close();
  }

  @Test
  void aSignedNotificationIsAcceptedAndKeptByteForByte() throws Exception {
    HttpResponse<String> answer = vendor.notify(goodNotification());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("xmlns=\"urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1\"")
        .containsPattern("<tx-id>" + UUID_PATTERN + "</tx-id>");
    JsonNode call = onlyCall();
    assertThat(call.get("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(call.get("client").asText()).isEqualTo("vendor");
    assertThat(call.get("documentId").asText()).isEqualTo(id);
    assertThat(answer.body()).contains(call.get("txId").asText());
    assertThat(Vendor.control(simulator, "GET", "/ledger/1/document", "").body())
        .isEqualTo(new String(Samples.notification(id), UTF_8));
  }

  @Test
  void aTimeReportNeedsBothSignaturesToHold() throws Exception {
    byte[] report = Samples.timeReport(id);
    String entry = Samples.entry(Product.ELT, report);
    BankIdSignature good = Samples.signed(entry);
    BankIdSignature other = Samples.signed("another," + "0".repeat(64));

    assertThat(vendor.report(Samples.timeReportRequest(report, good, other)).body())
        .contains(
            "<SignatureValidationError xmlns=\"urn:shs:emottagning:SkickaTidredovisning:1\">");
    assertThat(vendor.report(Samples.timeReportRequest(report, good, good)).body())
        .containsPattern("<tx-id>" + UUID_PATTERN + "</tx-id>");
  }

  @Test
  void aDocumentSentAgainIsAnotherCallWithAnotherReceipt() throws Exception {
    String first = vendor.notify(goodNotification()).body();
    String second = vendor.notify(goodNotification()).body();

    assertThat(second).isNotEqualTo(first);
    JsonNode ledger = Vendor.read(simulator, "/ledger");
    assertThat(ledger.get(0).get("resend").asBoolean()).isFalse();
    assertThat(ledger.get(1).get("resend").asBoolean()).isTrue();
  }

  @Test
  void aDocumentAgainstItsSchemaIsRefusedForGood() throws Exception {
    byte[] broken =
        new String(Samples.notification(id), UTF_8)
            .replace("<narstaende>false</narstaende>", "")
            .getBytes(UTF_8);

    HttpResponse<String> answer =
        vendor.notify(Samples.notificationRequest(broken, Samples.signed("x")));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("XmlValidationError").contains("narstaende");
    assertThat(onlyCall().get("outcome").asText()).isEqualTo("XML_VALIDATION_ERROR");
  }

  @Test
  void aSignatureOverOtherBytesIsRefusedForGood() throws Exception {
    HttpResponse<String> answer =
        vendor.notify(
            Samples.notificationRequest(
                Samples.notification(id), Samples.signed(id + "," + "0".repeat(64))));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("<SignatureValidationError");
    assertThat(onlyCall().get("outcome").asText()).isEqualTo("SIGNATURE_VALIDATION_ERROR");
  }

  @Test
  void anEnvelopeWithADocumentTypeIsRefusedWithoutAWordAboutTheDocument() throws Exception {
    HttpResponse<String> answer = vendor.notify("<!DOCTYPE x>" + goodNotification());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("soap:Fault").doesNotContain("<detail>");
    assertThat(onlyCall().get("outcome").asText()).isEqualTo("SOAP_FAULT");
  }

  @Test
  void aMessageAgainstItsSchemaIsRefusedWithoutAWordAboutTheDocument() throws Exception {
    String broken = goodNotification().replace("ANORDNARE", "ANNAN");

    assertThat(vendor.notify(broken).body()).contains("soap:Fault").doesNotContain("<detail>");
  }

  @Test
  void theActionOfTheOtherServiceIsRefused() throws Exception {
    HttpResponse<String> answer =
        vendor.post("FK.ASE.Tidredovisning", "\"urn:other\"", goodNotification());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("SOAPAction");
  }

  @Test
  void anUnknownProductTypeIsNotFound() throws Exception {
    assertThat(vendor.post("FK.Annat", "\"\"", goodNotification()).statusCode()).isEqualTo(404);
  }

  @Test
  void aClientWithoutCertificateIsRefused() throws Exception {
    try (Vendor stranger = Vendor.withoutCertificate(simulator)) {
      assertThatThrownBy(() -> stranger.notify(goodNotification())).isInstanceOf(IOException.class);
    }
    assertThat(Vendor.read(simulator, "/ledger")).isEmpty();
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
    try (AuthoritySimulator other = simulator(strangersPki);
        Vendor stranger = Vendor.issued(simulator, other, "vendor")) {
      assertThatThrownBy(() -> stranger.notify(goodNotification())).isInstanceOf(IOException.class);
    }
    assertThat(Vendor.read(simulator, "/ledger")).isEmpty();
  }

  @Test
  void aClientThatComesTooSoonIsShutOffUntilItIsReinstated() throws Exception {
    interval("PT1H");
    assertThat(vendor.notify(goodNotification()).statusCode()).isEqualTo(200);
    assertThat(vendor.notify(goodNotification()).statusCode()).isEqualTo(403);
    interval("PT0S");

    HttpResponse<String> after = vendor.notify(goodNotification());

    assertThat(after.statusCode()).isEqualTo(403);
    assertThat(after.headers().firstValue("connection")).contains("close");
    assertThat(Vendor.read(simulator, "/summary").get("shutOff").get(0).asText())
        .isEqualTo("vendor");
    Vendor.control(simulator, "POST", "/reinstate", "{\"commonName\":\"vendor\"}");
    assertThat(vendor.notify(goodNotification()).statusCode()).isEqualTo(200);
  }

  @Test
  void aRestartKeepsTheAuthorities() throws Exception {
    String before = Files.readString(pki.resolve("server-ca.pem"));

    simulator(pki).close();

    assertThat(Files.readString(pki.resolve("server-ca.pem"))).isEqualTo(before);
  }

  private String goodNotification() {
    byte[] document = Samples.notification(id);
    return Samples.notificationRequest(
        document, Samples.signed(Samples.entry(Product.E_IOA, document)));
  }

  private JsonNode onlyCall() throws Exception {
    JsonNode ledger = Vendor.read(simulator, "/ledger");
    assertThat(ledger).hasSize(1);
    return ledger.get(0);
  }

  private void interval(String value) throws Exception {
    Vendor.control(simulator, "PUT", "/interval", "{\"interval\":\"%s\"}".formatted(value));
  }

  static AuthoritySimulator simulator(Path folder) throws Exception {
    Path root = folder.resolve("user-root.pem");
    Files.writeString(
        root,
        "-----BEGIN CERTIFICATE-----\n"
            + Samples.base64(Samples.BANK.userRoot().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    return new AuthoritySimulator(
        new AuthoritySimulator.Settings(0, 0, folder, root, Duration.ZERO, null),
        InstantSource.system());
  }
}
