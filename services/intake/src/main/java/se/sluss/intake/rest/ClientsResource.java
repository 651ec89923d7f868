package se.sluss.intake.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Client;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.Registration;
import se.sluss.intake.directory.Scopes;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.directory.Vendor;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** The operator's API clients and their keys. */
@Path("/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
@Administrator
@RunOnVirtualThread
public class ClientsResource {
  private static final String FILTER = "clients";

  private final Registration registration;
  private final Directory directory;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final Cursors cursors;
  private final ClientDirectory credentials;
  private final InstantSource clock;

  public ClientsResource(
      Registration registration,
      Directory directory,
      Idempotency idempotency,
      Transactions transactions,
      Cursors cursors,
      ClientDirectory credentials,
      InstantSource clock) {
    this.registration = registration;
    this.directory = directory;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.cursors = cursors;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** The answer holds the key. A repeated request gets the same answer, which is kept sealed. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(ClientBody.@Nullable NewClient body) {
    ClientBody.NewClient request = RequestFaults.body(body);
    return idempotency.once(
        () -> {
          var faults = new RequestFaults();
          Optional<Vendor> vendor =
              faults.required(
                  "vendorId",
                  request.vendorId(),
                  id -> VendorId.parse(id).flatMap(directory::vendor),
                  "must name a vendor");
          Optional<TenantId> tenant =
              faults.optional(
                  "tenantId",
                  request.tenantId(),
                  id -> tenantOf(vendor, id),
                  "must name a tenant of the vendor that is not closed");
          Optional<Mode> mode =
              faults.required(
                  "mode", request.mode(), ClientsResource::mode, "must be test or live");
          String name = faults.name("name", request.name());
          List<String> scopes = scopes(request.scopes(), faults);
          Instant now = clock.instant();
          Optional<Instant> expiresAt = faults.future("expiresAt", request.expiresAt(), now);
          faults.refuseAny();
          return Response.status(Response.Status.CREATED)
              .type(MediaType.APPLICATION_JSON_TYPE)
              .header("Cache-Control", "no-store")
              .entity(
                  ClientBody.of(
                      registration.registerClient(
                          vendor.orElseThrow(),
                          tenant,
                          mode.orElseThrow(),
                          name,
                          scopes,
                          expiresAt),
                      Optional.empty(),
                      now))
              .build();
        });
  }

  @GET
  public Page<ClientBody> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, FILTER);
    List<Client> rows = transactions.asSystem(() -> directory.clients(Places.of(after), most + 1));
    Map<ClientId, Instant> uses = credentials.lastUses(rows.stream().map(Client::id).toList());
    Instant now = clock.instant();
    return cursors.page(
        rows,
        most,
        FILTER,
        row -> new Cursors.Position(row.createdAt(), row.id().value()),
        row -> ClientBody.of(row, Optional.ofNullable(uses.get(row.id())), now));
  }

  @GET
  @Path("/{id}")
  public ClientBody show(@PathParam("id") String id) {
    return transactions
        .asSystem(() -> directory.client(id))
        .map(this::shown)
        .orElseThrow(Problem::notFound);
  }

  /** From the answer on no key of it is taken here; other rooms follow when they hear of it. */
  @POST
  @Path("/{id}/revoke")
  public ClientBody revoke(@PathParam("id") String id) {
    return transactions
        .asSystem(() -> registration.revokeClient(id))
        .map(this::shown)
        .orElseThrow(Problem::notFound);
  }

  private ClientBody shown(Client client) {
    return ClientBody.of(client, credentials.lastUse(client.id()), clock.instant());
  }

  private Optional<TenantId> tenantOf(Optional<Vendor> vendor, String id) {
    return TenantId.parse(id)
        .flatMap(directory::tenant)
        .filter(tenant -> vendor.map(Vendor::id).filter(tenant.vendorId()::equals).isPresent())
        .filter(tenant -> tenant.status() != TenantStatus.CLOSED)
        .map(Tenant::id);
  }

  /** Absent means every right; an empty list is refused, since nobody means it. */
  private static List<String> scopes(@Nullable List<@Nullable String> asked, RequestFaults faults) {
    if (asked == null) {
      return List.of();
    }
    if (asked.isEmpty()) {
      faults.add("scopes", "wrong-length", "must list at least one scope, or be left out");
    }
    for (int i = 0; i < asked.size(); i++) {
      String scope = asked.get(i);
      if (scope == null || !Scopes.ALL.contains(scope)) {
        faults.add("scopes/" + i, "not-in-list", "is no scope");
      }
    }
    return asked.stream().filter(scope -> scope != null).distinct().sorted().toList();
  }

  private static Optional<Mode> mode(String wire) {
    return switch (wire) {
      case "test" -> Optional.of(Mode.TEST);
      case "live" -> Optional.of(Mode.LIVE);
      default -> Optional.empty();
    };
  }
}
