package se.sluss.receipts.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.Problem.Fault;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.TenantId;
import se.sluss.receipts.Owner;
import se.sluss.receipts.event.EventKind;
import se.sluss.receipts.webhook.endpoint.Endpoint.Settings;

/**
 * What is asked for when an endpoint is created or changed.
 *
 * @param tenantIds narrows a vendor's endpoint to these tenants
 * @param maxPerSecond how many deliveries may begin within one second; null for no such bound
 * @param asymmetric whether deliveries are signed with Ed25519 too; null for no
 */
@RegisterForReflection
record EndpointRequest(
    @Nullable String url,
    @Nullable List<@Nullable String> eventTypes,
    @Nullable List<@Nullable String> tenantIds,
    @Nullable Integer maxPerSecond,
    @Nullable Boolean asymmetric) {
  private static final int MOST_TENANTS = 1000;
  private static final int FASTEST = 200;

  /** The request; a body that is absent, or is the word null, lacks every member. */
  static EndpointRequest orEmpty(@Nullable EndpointRequest request) {
    return request == null ? new EndpointRequest(null, null, null, null, null) : request;
  }

  boolean wantsAsymmetric() {
    return Boolean.TRUE.equals(asymmetric);
  }

  /**
   * Checks everything but where the URL leads.
   *
   * @throws Problem {@code validation-failed} with all faults
   */
  Settings validFor(Callers caller) {
    Owner owner = caller.owner();
    List<Fault> faults = new ArrayList<>();
    if (url == null || url.isBlank()) {
      faults.add(new Fault("#/url", "missing", "say where to deliver"));
    }
    List<String> types = types(owner, faults);
    Optional<List<TenantId>> tenants = tenants(owner, caller, faults);
    if (maxPerSecond != null && (maxPerSecond < 1 || maxPerSecond > FASTEST)) {
      faults.add(new Fault("#/maxPerSecond", "out-of-range", "must be 1 to " + FASTEST));
    }
    if (url == null || !faults.isEmpty()) {
      throw Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.")
          .withErrors(faults);
    }
    return new Settings(url, types, tenants, Optional.ofNullable(maxPerSecond));
  }

  private List<String> types(Owner owner, List<Fault> faults) {
    if (eventTypes == null || eventTypes.isEmpty()) {
      faults.add(new Fault("#/eventTypes", "missing", "name at least one type of event"));
      return List.of();
    }
    for (int i = 0; i < eventTypes.size(); i++) {
      String type = eventTypes.get(i);
      if (type == null || !EventKind.canBeSubscribedTo(type)) {
        faults.add(
            new Fault("#/eventTypes/" + i, "unknown-event-type", "is no type of event or group"));
      } else if (owner.tenantId().isPresent() && EventKind.isForVendorsAlone(type)) {
        faults.add(
            new Fault(
                "#/eventTypes/" + i,
                "vendors-only",
                "is told to vendors alone: leave it out, or use a credential of the vendor's"));
      }
    }
    return present(eventTypes).distinct().toList();
  }

  private Optional<List<TenantId>> tenants(Owner owner, Callers caller, List<Fault> faults) {
    if (tenantIds == null) {
      return Optional.empty();
    }
    if (owner.tenantId().isPresent() || tenantIds.isEmpty() || tenantIds.size() > MOST_TENANTS) {
      faults.add(
          new Fault(
              "#/tenantIds",
              "not-allowed",
              "a vendor's own endpoint may name 1 to " + MOST_TENANTS + " tenants"));
      return Optional.empty();
    }
    Set<TenantId> owned =
        caller.ownTenants(
            present(tenantIds).flatMap(text -> TenantId.parse(text).stream()).toList());
    List<TenantId> tenants = new ArrayList<>();
    for (int i = 0; i < tenantIds.size(); i++) {
      String text = tenantIds.get(i);
      Optional<TenantId> tenant = text == null ? Optional.empty() : TenantId.parse(text);
      if (tenant.isEmpty()) {
        faults.add(new Fault("#/tenantIds/" + i, "invalid-id", "is no tenant's id"));
      } else if (!owned.contains(tenant.get())) {
        faults.add(
            new Fault(
                "#/tenantIds/" + i,
                "unknown-tenant",
                "is no tenant of yours; a new one is known here within seconds"));
      } else {
        tenants.add(tenant.get());
      }
    }
    return Optional.of(tenants);
  }

  private static Stream<String> present(List<@Nullable String> texts) {
    return texts.stream()
        .<String>mapMulti(
            (text, next) -> {
              if (text != null) {
                next.accept(text);
              }
            });
  }
}
