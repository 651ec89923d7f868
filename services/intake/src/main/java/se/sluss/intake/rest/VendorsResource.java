package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Directory;
import se.sluss.intake.directory.OwnerChanges;
import se.sluss.intake.directory.Registration;
import se.sluss.intake.directory.Vendor;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.VendorId;

/** The operator's vendors. */
@Path("/v1/vendors")
@Produces(MediaType.APPLICATION_JSON)
@Administrator
@RunOnVirtualThread
public class VendorsResource {
  private static final String FILTER = "vendors";

  private final Registration registration;
  private final Directory directory;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final Cursors cursors;
  private final OwnerChanges changes;
  private final Versions versions;

  public VendorsResource(
      Registration registration,
      Directory directory,
      Idempotency idempotency,
      Transactions transactions,
      Cursors cursors,
      OwnerChanges changes,
      Versions versions) {
    this.registration = registration;
    this.directory = directory;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.cursors = cursors;
    this.changes = changes;
    this.versions = versions;
  }

  /** What to register. */
  @RegisterForReflection
  public record NewVendor(@Nullable String name) {}

  /** A vendor as it is answered. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Body(String id, String name, SettingsBody settings, Instant createdAt) {
    static Body of(Vendor vendor) {
      return new Body(
          vendor.id().value(),
          vendor.name(),
          SettingsBody.of(vendor.settings()),
          vendor.createdAt());
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(@Nullable NewVendor body) {
    NewVendor request = RequestFaults.body(body);
    return idempotency.once(
        () -> {
          var faults = new RequestFaults();
          String name = faults.name("name", request.name());
          faults.refuseAny();
          return Response.status(Response.Status.CREATED)
              .type(MediaType.APPLICATION_JSON_TYPE)
              .entity(Body.of(registration.registerVendor(name)))
              .build();
        });
  }

  @GET
  public Page<Body> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, FILTER);
    List<Vendor> rows = transactions.asSystem(() -> directory.vendors(Places.of(after), most + 1));
    return cursors.page(
        rows,
        most,
        FILTER,
        row -> new Cursors.Position(row.createdAt(), row.id().value()),
        Body::of);
  }

  @GET
  @Path("/{id}")
  public Response show(@PathParam("id") String id) {
    Vendor vendor =
        transactions
            .asSystem(() -> VendorId.parse(id).flatMap(directory::vendor))
            .orElseThrow(Problem::notFound);
    return versions.shown(vendor, Body::of);
  }

  /** All settings anew. */
  @PUT
  @Path("/{id}/settings")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response set(@PathParam("id") String id, @Nullable SettingsBody body) {
    return answer(
        versions.set(body, () -> VendorId.parse(id).flatMap(directory::lockVendor), changes::set));
  }

  private static Response answer(Vendor vendor) {
    return Versions.answer(vendor, Body::of);
  }
}
