package se.sluss.kit.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.outbox.SharedOutbox;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SubmissionId;

/** A resource as a room would have one. */
@Path("/v1/probes")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final ProbeTable probes;
  private final ProbesTogether together;
  private final Outbox outbox;
  private final SharedOutbox shared;
  private final RequestContext caller;
  private final Cursors cursors;

  public ProbeResource(
      Idempotency idempotency,
      Transactions transactions,
      ProbeTable probes,
      ProbesTogether together,
      Outbox outbox,
      SharedOutbox shared,
      RequestContext caller,
      Cursors cursors) {
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.probes = probes;
    this.together = together;
    this.outbox = outbox;
    this.shared = shared;
    this.caller = caller;
    this.cursors = cursors;
  }

  public record NewProbe(@NotBlank @Size(max = 10) String note, @Nullable Integer count) {}

  @POST
  @Scope("probes:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(@NotNull @Valid NewProbe probe) {
    return idempotency.once(
        () -> {
          SubmissionId id = SubmissionId.next();
          String tenant = caller.requireTenantId().value();
          probes.add(
              id.value(), caller.vendorId().value(), tenant, caller.mode().wire(), probe.note());
          if (probe.note().equals("fails")) {
            throw new IllegalStateException("secret detail of " + id);
          }
          outbox.append(Probes.event(id, caller.vendorId(), caller.requireTenantId()));
          return Response.created(URI.create("/v1/probes/" + id))
              .entity(Map.of("id", id.value(), "note", probe.note()))
              .build();
        });
  }

  /** As {@link #add}, together with others where that goes. */
  @POST
  @Path("/together")
  @Scope("probes:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response addTogether(@NotNull @Valid NewProbe probe) {
    SubmissionId id = SubmissionId.next();
    var ready =
        new ProbesTogether.Ready(
            id.value(),
            caller.vendorId().value(),
            caller.requireTenantId().value(),
            caller.mode().wire(),
            probe.note(),
            shared.prepare(Probes.event(id, caller.vendorId(), caller.requireTenantId())));
    return together
        .once(ready, Response.status(201).entity(Map.of("id", id.value())).build())
        .orElseGet(() -> add(probe));
  }

  @POST
  @Path("/touch")
  @Scope("probes:write")
  public Response touch() {
    return idempotency.once(() -> Response.accepted().build());
  }

  @POST
  @Path("/raw")
  @Scope("probes:write")
  @Consumes(MediaType.APPLICATION_XML)
  public Response raw(byte[] body) {
    return Response.ok(Map.of("length", body.length, "text", new String(body, UTF_8))).build();
  }

  /** What is not there, as is known once the body was read. */
  @POST
  @Path("/missing")
  @Scope("probes:write")
  @Consumes(MediaType.APPLICATION_XML)
  public Response missing(byte[] body) {
    throw Problem.notFound();
  }

  @GET
  @Scope("probes:read")
  public Page<ProbeTable.Row> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, "probes");
    return cursors.page(
        transactions.asCaller(() -> probes.list(most + 1, after)),
        most,
        "probes",
        row -> new Cursors.Position(row.createdAt(), row.id()),
        row -> row);
  }

  @GET
  @Path("/all")
  @Administrator
  public Page<ProbeTable.Row> all() {
    return new Page<>(transactions.asSystem(() -> probes.list(1000, null)), null);
  }

  @GET
  @Path("/unguarded")
  public String unguarded() {
    return "never seen";
  }
}
