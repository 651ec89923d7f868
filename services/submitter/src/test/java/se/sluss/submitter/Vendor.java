package se.sluss.submitter;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.Topic;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.RealInfrastructure;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** A vendor of its own for each test, with one tenant, and the rooms that come before this one. */
final class Vendor {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final KafkaProbe KAFKA = KafkaProbe.onTestServers();

  private final VendorId id = VendorId.next();
  private final TenantId tenant = TenantId.next();
  private final Sealer sealer;

  Vendor(Sealer sealer) {
    this.sealer = sealer;
  }

  VendorId id() {
    return id;
  }

  /** The common name of its certificate. */
  String commonName() {
    return id.value();
  }

  /** Registers the connection to the simulated authority; its identifier. */
  String connect(Service service) {
    return connect(service, Authority.running().address(product(service)), "PT0.2S");
  }

  String connect(Service service, String address, String interval) {
    return register(form(service, address, interval)).statusCode(201).extract().path("id");
  }

  Map<String, Object> form(Service service, String address, String interval) {
    JsonNode certificate = Authority.running().certificate(commonName());
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("vendorId", id.value());
    form.put("service", service.name());
    form.put("mode", "test");
    form.put("address", address);
    form.put("productType", product(service));
    form.put("agreedInterval", interval);
    form.put("keyStore", certificate.path("keyStore").asText());
    form.put("keyStorePassword", certificate.path("password").asText());
    form.put("trustedCertificates", Authority.running().trusted());
    return form;
  }

  static ValidatableResponse register(Map<String, Object> form) {
    return given()
        .auth()
        .oauth2(RealInfrastructure.ADMIN_KEY)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(form)
        .post("/v1/connections")
        .then();
  }

  /** Its connection becomes another's, too; by the operator. */
  ValidatableResponse lends(String connection, Vendor to) {
    return given()
        .auth()
        .oauth2(RealInfrastructure.ADMIN_KEY)
        .contentType("application/json")
        .body(Map.of("ownerVendorId", id.value(), "reason", "has none of its own"))
        .put("/v1/connections/" + connection + "/guests/" + to.id())
        .then();
  }

  static String product(Service service) {
    return switch (service) {
      case E_IOA -> "FK.EIOA.AnmalanArbetsgivare";
      case ELT -> "FK.ASE.Tidredovisning";
    };
  }

  TenantId tenant() {
    return tenant;
  }

  /** A document with true signatures, as signing tells of it. */
  SubmissionSigned signed(Service service) {
    return signed(service, tenant);
  }

  /** The same, of another tenant. */
  SubmissionSigned signed(Service service, TenantId owner) {
    UUID documentId = UUID.randomUUID();
    String provider = TestPersons.organisationNumber(1);
    byte[] document =
        switch (service) {
          case E_IOA -> TestDocuments.notification(documentId, provider);
          case ELT -> TestDocuments.timeReport(documentId, provider);
        };
    return signed(service, Mode.TEST, owner, documentId.toString(), document);
  }

  /** The same of given bytes. */
  SubmissionSigned signed(
      Service service, Mode mode, TenantId owner, String documentId, byte[] document) {
    SignedEntry entry = SignedEntry.of(HardenedXml.parse(document));
    List<CollectedSignature> signatures = new ArrayList<>();
    if (service == Service.ELT) {
      signatures.add(signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry));
    }
    signatures.add(signature(SignerRole.ANORDNARE, TestPersons.PROVIDER_SIGNER, entry));
    SubmissionRef ref =
        new SubmissionRef(SubmissionId.next(), id, owner, service, mode, documentId);
    return new SubmissionSigned(
        ref,
        entry.toString(),
        sha256(document),
        sealer.seal(owner, ref.submissionId().value(), Purpose.DOCUMENT, document),
        sealer.seal(
            owner,
            ref.submissionId().value(),
            Purpose.SIGNATURES,
            CollectedSignature.writeAll(signatures)),
        Optional.empty(),
        Instant.now());
  }

  private static CollectedSignature signature(
      SignerRole role, String personalNumber, SignedEntry entry) {
    BankIdSignature made = Authority.signature(personalNumber, entry.toString());
    return new CollectedSignature(
        role, made.signature(), made.ocspResponse(), LocalDate.now(SWEDEN));
  }

  /** Tells it as signing does; the event's identifier. */
  EventId tell(SubmissionSigned signed) {
    EventId event = EventId.next();
    tell(Topic.SIGNING, event, signed);
    return event;
  }

  void askToCancel(SubmissionRef submission) {
    tell(Topic.INTAKE, EventId.next(), new SubmissionCancelRequested(submission, Instant.now()));
  }

  static void tell(Topic topic, EventId id, DomainEvent event) {
    KAFKA.send(
        topic.topicName(),
        event.key(),
        EventJson.write(event),
        KafkaProbe.cloudEvent(
            id.value(), event.type().ceType(), "/sluss/test", event.key(), Instant.now()));
  }

  /** What this room told of a submission so far, in order. */
  static List<SubmissionEvent> told(SubmissionId submission) {
    return KAFKA.all(Topic.SUBMITTER.topicName()).stream()
        .filter(record -> submission.value().equals(record.key()))
        .map(
            record ->
                (SubmissionEvent)
                    EventJson.read(
                        KafkaProbe.header(record, "ce_type").orElseThrow(), record.value()))
        .toList();
  }

  static List<DomainEvent> toldOf(String key) {
    return KAFKA.all(Topic.SUBMITTER.topicName()).stream()
        .filter(record -> key.equals(record.key()))
        .map(
            record ->
                EventJson.read(KafkaProbe.header(record, "ce_type").orElseThrow(), record.value()))
        .toList();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
