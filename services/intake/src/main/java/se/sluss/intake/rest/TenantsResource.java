package se.sluss.intake.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.OwnerChanges;
import se.sluss.intake.directory.Registration;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.directory.Vendor;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;

/** The operator's tenants, each of one vendor, whose clients may see them. */
@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Administrator
@RunOnVirtualThread
public class TenantsResource {
  private static final String FILTER = "tenants";
  private static final String READING = "tenants:read";

  private final RequestContext caller;
  private final Registration registration;
  private final Directory directory;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final Cursors cursors;
  private final OwnerChanges changes;
  private final Versions versions;

  public TenantsResource(
      RequestContext caller,
      Registration registration,
      Directory directory,
      Idempotency idempotency,
      Transactions transactions,
      Cursors cursors,
      OwnerChanges changes,
      Versions versions) {
    this.caller = caller;
    this.registration = registration;
    this.directory = directory;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.cursors = cursors;
    this.changes = changes;
    this.versions = versions;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(TenantBody.@Nullable NewTenant body) {
    TenantBody.NewTenant request = RequestFaults.body(body);
    return idempotency.once(
        () -> {
          var faults = new RequestFaults();
          Optional<Vendor> vendor =
              faults.required(
                  "vendorId",
                  request.vendorId(),
                  id -> VendorId.parse(id).flatMap(directory::vendor),
                  "must name a vendor");
          String name = faults.name("name", request.name());
          Optional<Organisationsnummer> number =
              faults.required(
                  "organisationNumber",
                  request.organisationNumber(),
                  Organisationsnummer::parse,
                  "must be ten digits with a valid check digit");
          faults.refuseAny();
          Tenant tenant =
              registration
                  .registerTenant(vendor.orElseThrow(), name, number.orElseThrow())
                  .orElseThrow(TenantsResource::organisationTaken);
          return Response.status(Response.Status.CREATED)
              .type(MediaType.APPLICATION_JSON_TYPE)
              .entity(TenantBody.of(tenant))
              .build();
        });
  }

  @GET
  @Administrator
  @Scope(READING)
  public Page<TenantBody> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, FILTER);
    List<Tenant> rows =
        caller.administrator()
            ? transactions.asSystem(() -> directory.tenants(Places.of(after), most + 1))
            : transactions.asCaller(
                () -> directory.tenantsOf(caller.vendorId(), Places.of(after), most + 1));
    return cursors.page(
        rows,
        most,
        FILTER,
        row -> new Cursors.Position(row.createdAt(), row.id().value()),
        TenantBody::of);
  }

  @GET
  @Path("/{id}")
  @Administrator
  @Scope(READING)
  public Response show(@PathParam("id") String id) {
    Supplier<Optional<Tenant>> find = () -> TenantId.parse(id).flatMap(directory::tenant);
    Tenant tenant =
        (caller.administrator() ? transactions.asSystem(find) : transactions.asCaller(find))
            .orElseThrow(Problem::notFound);
    return versions.shown(tenant, TenantBody::of);
  }

  /** All settings anew. */
  @PUT
  @Path("/{id}/settings")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(@PathParam("id") String id, @Nullable SettingsBody body) {
    return answer(
        versions.set(body, () -> TenantId.parse(id).flatMap(directory::lockTenant), changes::set));
  }

  /** From the answer on only reading is open here; other rooms follow when they hear of it. */
  @POST
  @Path("/{id}/suspend")
  public Response suspend(@PathParam("id") String id) {
    return answer(changed(id, changes::suspend));
  }

  @POST
  @Path("/{id}/resume")
  public Response resume(@PathParam("id") String id) {
    return answer(changed(id, changes::resume));
  }

  /** Only when all that was taken in has ended; for good. */
  @POST
  @Path("/{id}/close")
  public Response close(@PathParam("id") String id) {
    return answer(changed(id, changes::close));
  }

  private Tenant changed(String id, Function<Tenant, OwnerChanges.Outcome> change) {
    return transactions.asSystem(
        () ->
            switch (change.apply(locked(id))) {
              case OwnerChanges.Outcome.Changed(Tenant tenant) -> tenant;
              case OwnerChanges.Outcome.NotFrom(TenantStatus status) ->
                  throw Problem.of(
                      ProblemType.STATE_CONFLICT,
                      "The tenant is "
                          + status
                          + ": one that is suspended can be resumed or closed, and closed it stays.");
              case OwnerChanges.Outcome.UnderWay _ ->
                  throw Problem.of(
                      ProblemType.STATE_CONFLICT,
                      "Submissions of the tenant have not ended; close it when they have.");
            });
  }

  private Tenant locked(String id) {
    return TenantId.parse(id).flatMap(directory::lockTenant).orElseThrow(Problem::notFound);
  }

  private static Response answer(Tenant tenant) {
    return Versions.answer(tenant, TenantBody::of);
  }

  private static Problem organisationTaken() {
    return Problem.of(
        ProblemType.STATE_CONFLICT, "The vendor has a tenant of this organisation already.");
  }
}
