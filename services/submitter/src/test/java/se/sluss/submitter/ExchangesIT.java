package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;
import se.sluss.submitter.archive.ForgetExchanges;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Deliveries.Sealed;
import se.sluss.submitter.delivery.OpenDocument;
import se.sluss.submitter.delivery.Transfer;

/**
 * Every call is found again by the authority's own name for it, with all that went over the wire.
 */
@SubmitterTest
class ExchangesIT extends Deliveries {
  @Inject AuthorityGateway gateway;
  @Inject OpenDocument openDocument;
  @Inject ForgetExchanges forget;

  @Test
  void exchangeIsFoundByItsTxIdWithAllThatWentOverTheWire() throws Exception {
    Map<String, Object> form =
        vendor.form(
            Service.ELT, Authority.running().address(Vendor.product(Service.ELT)), "PT0.2S");
    String connection = Vendor.register(form).statusCode(201).extract().path("id");
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    SubmissionReceived received = last(signed, SubmissionReceived.class);

    JsonPath found =
        admin()
            .get("/v1/exchanges?txId=" + received.txId())
            .then()
            .statusCode(200)
            .body("data", hasSize(1))
            .body("data[0].txId", equalTo(received.txId()))
            .body("data[0].answer", nullValue())
            .extract()
            .jsonPath();
    String attempt = found.getString("data[0].attemptId");
    JsonPath exchange =
        Callers.with(Callers.keyOf(vendor, vendor.tenant()))
            .get("/v1/exchanges/" + attempt)
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("submissionId", equalTo(signed.submission().submissionId().value()))
            .body("connectionId", equalTo(connection))
            .body("outcome", equalTo("RECEIVED"))
            .body("number", greaterThan(0))
            .body("httpStatus", equalTo(200))
            .body("request.address", equalTo(form.get("address")))
            .body("request.soapAction", startsWith("urn:shs:emottagning:SkickaTidredovisning"))
            .body("request.sha256", equalTo(message(connection, signed)))
            .body("tls.protocol", equalTo("TLSv1.3"))
            .body("tls.cipher", startsWith("TLS_"))
            .body("tls.serverCertificateSha256", matchesPattern("[0-9a-f]{64}"))
            .body("tls.clientCertificateSha256", equalTo(ownCertificate(form)))
            .body("timing.slotAt", notNullValue())
            .body("timing.sentAt", notNullValue())
            .body("timing.endedAt", notNullValue())
            .body("answer.headers.name*.toLowerCase()", hasItem("content-length"))
            .extract()
            .jsonPath();

    assertThat(
            Rows.read(
                """
                SELECT position('%1$s'::bytea IN sealed_response) || ' '
                  || position('ontent-'::bytea IN sealed_headers)
                FROM submitter.attempt JOIN submitter.exchange ON attempt_id = attempt.id
                WHERE attempt.id = '%2$s'
                """
                    .formatted(received.txId(), attempt)))
        .as("neither body nor headers are there to be read")
        .containsExactly("0 0");
    byte[] body = Base64.getDecoder().decode(exchange.getString("answer.body"));
    assertThat(new String(body, StandardCharsets.UTF_8))
        .isEqualTo(opened(signed, received))
        .contains(received.txId());
    assertThat(Duration.parse(exchange.getString("timing.headAfter")))
        .isPositive()
        .isLessThanOrEqualTo(Duration.parse(exchange.getString("timing.duration")));
  }

  @Test
  void exchangeWithoutReceiptIsFoundByItsSubmissionWithTheAnswerAsItCame() {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "http-status", 1, ",\"status\":502");
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    last(signed, SubmissionReceived.class);

    String doubted =
        admin()
            .get("/v1/exchanges?submissionId=" + signed.submission().submissionId())
            .then()
            .statusCode(200)
            .extract()
            .path("data.find { it.outcome == 'IN_DOUBT' }.attemptId");
    admin()
        .get("/v1/exchanges/" + doubted)
        .then()
        .statusCode(200)
        .body("cause", equalTo("HTTP_STATUS"))
        .body("httpStatus", equalTo(502))
        .body("txId", nullValue())
        .body("request.sha256", equalTo(message(connection, signed)))
        .body("answer.body", notNullValue());
  }

  @Test
  void anothersExchangeAnswersAsOneThatDoesNotExist() {
    vendor.connect(Service.ELT);
    SubmissionSigned signed = vendor.signed(Service.ELT);
    vendor.tell(signed);
    SubmissionReceived received = last(signed, SubmissionReceived.class);
    String path = "/v1/exchanges/" + received.attemptId();
    Callers.with(Callers.keyOf(vendor)).get(path).then().statusCode(200);

    for (String key :
        new String[] {
          Callers.keyOf(new Vendor(sealer)),
          Callers.keyOf(vendor, TenantId.next()),
          Callers.key(vendor, Optional.empty(), Mode.LIVE, Set.of())
        }) {
      Callers.with(key).get(path).then().statusCode(404);
      Callers.with(key)
          .get("/v1/exchanges?txId=" + received.txId())
          .then()
          .statusCode(200)
          .body("data", empty());
    }
    Callers.with(Callers.key(vendor, Optional.empty(), Mode.TEST, Set.of("lanes:read")))
        .get(path)
        .then()
        .statusCode(403);
    admin().get("/v1/exchanges/" + AttemptId.next()).then().statusCode(404);
    admin().get("/v1/exchanges").then().statusCode(422).body("errors.pointer", contains("#/txId"));
  }

  @Test
  void exchangePastItsTimeIsGoneWithItsAnswerAndTheAttemptStays() {
    vendor.connect(Service.ELT);
    SubmissionSigned old = vendor.signed(Service.ELT);
    SubmissionSigned fresh = vendor.signed(Service.ELT);
    vendor.tell(old);
    vendor.tell(fresh);
    SubmissionReceived past = last(old, SubmissionReceived.class);
    SubmissionReceived present = last(fresh, SubmissionReceived.class);
    Rows.change(
        "UPDATE submitter.exchange SET archived_at = archived_at - interval '731 days'"
            + " WHERE attempt_id = '%s'".formatted(past.attemptId()));

    assertThat(forget.forget()).isPositive();

    admin().get("/v1/exchanges?txId=" + past.txId()).then().body("data", empty());
    admin()
        .get("/v1/exchanges/" + past.attemptId())
        .then()
        .statusCode(200)
        .body("outcome", equalTo("RECEIVED"))
        .body("request", nullValue())
        .body("answer", nullValue());
    admin().get("/v1/exchanges/" + present.attemptId()).then().body("answer.body", notNullValue());
  }

  /** The hash of the message that the room makes of it, always the same. */
  private String message(String connection, SubmissionSigned signed) {
    return gateway
        .prepare(
            new Transfer(
                ConnectionId.of(connection), signed.submission().submissionId(), Instant.EPOCH),
            CertificateId.next(),
            openDocument.open(
                signed.submission(),
                new Sealed(
                    signed.entry(),
                    signed.documentSha256(),
                    signed.sealedDocument(),
                    signed.sealedSignatures())))
        .sha256();
  }

  private static String ownCertificate(Map<String, Object> form) throws Exception {
    char[] password = ((String) form.get("keyStorePassword")).toCharArray();
    KeyStore opened = KeyStore.getInstance("PKCS12");
    opened.load(
        new ByteArrayInputStream(Base64.getDecoder().decode((String) form.get("keyStore"))),
        password);
    return Vendor.sha256(opened.getCertificate(opened.aliases().nextElement()).getEncoded());
  }
}
