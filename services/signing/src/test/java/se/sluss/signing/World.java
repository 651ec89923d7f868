package se.sluss.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.ClientId;
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
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/** A tenant with a client and submissions, as intake would tell of them. */
final class World {
  private final KafkaProbe kafka;
  private final Sealer sealer;
  private final Mode mode;
  private final VendorId vendor;
  private final TenantId tenant;
  private final ApiKeys.NewKey key;
  private final ClientId clientId = ClientId.next();
  private final Map<SubmissionId, byte[]> documents = new HashMap<>();

  World(KafkaProbe kafka, Sealer sealer, Mode mode) {
    this(kafka, sealer, mode, VendorId.next(), TenantId.next());
  }

  private World(KafkaProbe kafka, Sealer sealer, Mode mode, VendorId vendor, TenantId tenant) {
    this.kafka = kafka;
    this.sealer = sealer;
    this.mode = mode;
    this.vendor = vendor;
    this.tenant = tenant;
    this.key = ApiKeys.generate(mode, false);
    send(
        new ClientRegistered(
            clientId, vendor, Optional.of(tenant), mode, Set.of(), key.sha256(), key.hint(), now()),
        clientId.value());
    awaitKnown(client());
  }

  World inMode(Mode other) {
    return new World(kafka, sealer, other, vendor, tenant);
  }

  RequestSpecification client() {
    return with(key.key());
  }

  String key() {
    return key.key();
  }

  /** Nobody uses the client's key any more, as soon as this room knows it. */
  void revoke() {
    send(new ClientRevoked(clientId, vendor, now()), clientId.value());
  }

  /** Its vendor's, who names no tenant; known once what was told before is. */
  RequestSpecification vendorsClient() {
    ApiKeys.NewKey vendors = ApiKeys.generate(mode, false);
    ClientId client = ClientId.next();
    send(
        new ClientRegistered(
            client,
            vendor,
            Optional.empty(),
            mode,
            Set.of(),
            vendors.sha256(),
            vendors.hint(),
            now()),
        client.value());
    awaitKnown(with(vendors.key()));
    return with(vendors.key());
  }

  /** Returns when this room knows it. */
  void suspend() {
    send(
        new TenantChanged(
            tenant, vendor, TenantStatus.SUSPENDED, Optional.empty(), Optional.empty(), now()),
        tenant.value());
    Eventually.holds(
        () ->
            io.restassured.RestAssured.given()
                .spec(client())
                .body("{}")
                .post("/v1/signing-orders")
                .then()
                .statusCode(403));
  }

  private static RequestSpecification with(String key) {
    return new RequestSpecBuilder()
        .addHeader("Authorization", "Bearer " + key)
        .addHeader("Idempotency-Key", UUID.randomUUID().toString())
        .setContentType("application/json")
        .build();
  }

  SubmissionRef notification() {
    return notification(Optional.empty());
  }

  SubmissionRef notification(Optional<Instant> neededBy) {
    UUID id = UUID.randomUUID();
    return accept(
        Service.E_IOA,
        id,
        TestDocuments.notification(id, TestPersons.organisationNumber(1)),
        List.of(SignerRole.ANORDNARE),
        neededBy);
  }

  /** In a charset that its declaration names. */
  SubmissionRef notificationIn(Charset charset) {
    UUID id = UUID.randomUUID();
    String document =
        new String(TestDocuments.notification(id, TestPersons.organisationNumber(1)), UTF_8);
    return accept(
        Service.E_IOA,
        id,
        document.replace("UTF-8", charset.name()).getBytes(charset),
        List.of(SignerRole.ANORDNARE),
        Optional.empty());
  }

  /** Many at once, waited for together. */
  List<SubmissionRef> notifications(int count) {
    List<SubmissionRef> refs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = UUID.randomUUID();
      refs.add(
          tellAccepted(
              Service.E_IOA,
              id,
              TestDocuments.notification(id, TestPersons.organisationNumber(1)),
              List.of(SignerRole.ANORDNARE),
              Optional.empty(),
              List.of()));
    }
    Set<String> keys =
        refs.stream().map(ref -> ref.submissionId().value()).collect(Collectors.toSet());
    kafka.await("sluss.signing", count, record -> keys.contains(record.key()));
    return refs;
  }

  SubmissionRef timeReport() {
    return timeReportOf(TestPersons.ASSISTANT);
  }

  SubmissionRef timeReportOf(String assistant) {
    UUID id = UUID.randomUUID();
    return accept(
        Service.ELT,
        id,
        TestDocuments.timeReport(
            id, TestPersons.organisationNumber(1), TestPersons.ASSISTED, assistant),
        List.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE),
        Optional.empty());
  }

  /** Of an assistant who has a samordningsnummer. */
  SubmissionRef timeReportOfACoordinated() {
    UUID id = UUID.randomUUID();
    String document =
        new String(TestDocuments.timeReport(id, TestPersons.organisationNumber(1)), UTF_8)
            .replace(
                "<personnummer>" + TestPersons.ASSISTANT + "</personnummer>",
                "<samordningsnummer>" + TestPersons.COORDINATION_NUMBER + "</samordningsnummer>");
    return accept(
        Service.ELT,
        id,
        document.getBytes(UTF_8),
        List.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE),
        Optional.empty());
  }

  /** A time report that comes with signatures. */
  SubmissionRef timeReport(Function<SignedEntry, List<CollectedSignature>> signing) {
    UUID id = UUID.randomUUID();
    byte[] document = TestDocuments.timeReport(id, TestPersons.organisationNumber(1));
    return accept(
        Service.ELT,
        id,
        document,
        List.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE),
        Optional.empty(),
        signing.apply(SignedEntry.of(HardenedXml.parse(document))));
  }

  byte[] bytesOf(SubmissionRef ref) {
    return documents.get(ref.submissionId());
  }

  void tell(DomainEvent event, SubmissionRef ref) {
    send(event, ref.submissionId().value());
  }

  Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private SubmissionRef accept(
      Service service,
      UUID documentId,
      byte[] document,
      List<SignerRole> roles,
      Optional<Instant> neededBy) {
    return accept(service, documentId, document, roles, neededBy, List.of());
  }

  private SubmissionRef accept(
      Service service,
      UUID documentId,
      byte[] document,
      List<SignerRole> roles,
      Optional<Instant> neededBy,
      List<CollectedSignature> signatures) {
    SubmissionRef ref = tellAccepted(service, documentId, document, roles, neededBy, signatures);
    kafka.await("sluss.signing", 1, record -> ref.submissionId().value().equals(record.key()));
    return ref;
  }

  private SubmissionRef tellAccepted(
      Service service,
      UUID documentId,
      byte[] document,
      List<SignerRole> roles,
      Optional<Instant> neededBy,
      List<CollectedSignature> signatures) {
    SubmissionRef ref =
        new SubmissionRef(
            SubmissionId.next(), vendor, tenant, service, mode, documentId.toString());
    documents.put(ref.submissionId(), document);
    tell(
        new SubmissionAccepted(
            ref,
            SignedEntry.of(HardenedXml.parse(document)).toString(),
            sha256(document),
            roles,
            sealer.seal(tenant, ref.submissionId().value(), Purpose.DOCUMENT, document),
            neededBy,
            now(),
            signatures.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    sealer.seal(
                        tenant,
                        ref.submissionId().value(),
                        Purpose.SIGNATURES,
                        CollectedSignature.writeAll(signatures)))),
        ref);
    return ref;
  }

  private static void awaitKnown(RequestSpecification client) {
    Eventually.holds(
        () ->
            io.restassured.RestAssured.given()
                .spec(client)
                .get("/v1/signing-orders")
                .then()
                .statusCode(200));
  }

  private void send(DomainEvent event, String subject) {
    Map<String, String> headers =
        new HashMap<>(
            KafkaProbe.cloudEvent(
                EventId.next().value(), event.type().ceType(), "/sluss/intake", subject, now()));
    String traceparent = KafkaProbe.newTraceparent();
    headers.put("traceparent", traceparent);
    headers.put("ce_traceparent", traceparent);
    kafka.send("sluss.intake", event.key(), EventJson.write(event), headers);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
