package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.Registration;
import se.sluss.intake.directory.Tenant;
import se.sluss.intake.directory.Vendor;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;

/** The operator's tenants, each of one vendor. */
@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Administrator
@RunOnVirtualThread
public class TenantsResource {
  private static final String FILTER = "tenants";

  private final Registration registration;
  private final Directory directory;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final Cursors cursors;

  public TenantsResource(
      Registration registration,
      Directory directory,
      Idempotency idempotency,
      Transactions transactions,
      Cursors cursors) {
    this.registration = registration;
    this.directory = directory;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  /** What to register; the number is ten digits. */
  @RegisterForReflection
  public record NewTenant(
      @Nullable String vendorId, @Nullable String name, @Nullable String organisationNumber) {
    /** Without the number, which may be a person's. */
    @Override
    public String toString() {
      return "NewTenant[" + vendorId + "]";
    }
  }

  /** A tenant as it is answered. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Body(
      String id, String vendorId, String name, String organisationNumber, Instant createdAt) {
    static Body of(Tenant tenant) {
      return new Body(
          tenant.id().value(),
          tenant.vendorId().value(),
          tenant.name(),
          tenant.organisationNumber().digits(),
          tenant.createdAt());
    }

    /** Without the number, which may be a person's. */
    @Override
    public String toString() {
      return "Body[" + id + "]";
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(@Nullable NewTenant body) {
    NewTenant request = RequestFaults.body(body);
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
              .entity(Body.of(tenant))
              .build();
        });
  }

  @GET
  public Page<Body> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, FILTER);
    List<Tenant> rows = transactions.asSystem(() -> directory.tenants(Places.of(after), most + 1));
    return cursors.page(
        rows,
        most,
        FILTER,
        row -> new Cursors.Position(row.createdAt(), row.id().value()),
        Body::of);
  }

  private static Problem organisationTaken() {
    return Problem.of(
        ProblemType.STATE_CONFLICT, "The vendor has a tenant of this organisation already.");
  }
}
