package se.sluss.kit.probe;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.testsupport.KafkaProbe;

/** Events and clients to try with. */
public final class Probes {
  private static final String DOCUMENT = "5f1c1c2e-8a55-4f0e-9f8e-0d7a3c1b2a90";

  private Probes() {}

  /** A client that was registered, and its key. */
  public record Client(ClientRegistered event, String key) {}

  public static DomainEvent event(SubmissionId id) {
    return event(id, VendorId.next(), TenantId.next());
  }

  public static DomainEvent event(SubmissionId id, VendorId vendor, TenantId tenant) {
    return new SubmissionCancelRequested(
        new SubmissionRef(id, vendor, tenant, Service.E_IOA, Mode.TEST, DOCUMENT), Instant.now());
  }

  /** With a sealed document of so many bytes. */
  public static DomainEvent accepted(SubmissionId id, int bytes) {
    return new SubmissionAccepted(
        new SubmissionRef(id, VendorId.next(), TenantId.next(), Service.E_IOA, Mode.TEST, DOCUMENT),
        DOCUMENT + ",00",
        "00",
        List.of(SignerRole.ANORDNARE),
        SealedBytes.of(new byte[bytes]),
        Optional.empty(),
        Instant.now());
  }

  /** Sends it as signing would. */
  public static void send(KafkaProbe probe, String topic, DomainEvent event) {
    probe.send(topic, event.key(), EventJson.write(event), headers(event));
  }

  /** What the relay writes beside an event of signing's. */
  public static Map<String, String> headers(DomainEvent event) {
    return new HashMap<>(
        KafkaProbe.cloudEvent(
            EventId.next().value(),
            event.type().ceType(),
            "/sluss/signing",
            event.key(),
            Instant.now()));
  }

  public static Client client(
      VendorId vendor, Optional<TenantId> tenant, Mode mode, Set<String> scopes) {
    ApiKeys.NewKey key = ApiKeys.generate(mode, !scopes.isEmpty());
    return new Client(
        new ClientRegistered(
            ClientId.next(), vendor, tenant, mode, scopes, key.sha256(), key.hint(), Instant.now()),
        key.key());
  }
}
