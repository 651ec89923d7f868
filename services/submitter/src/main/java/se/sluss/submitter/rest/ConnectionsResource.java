package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.paging.Cursors;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionConfig;
import se.sluss.submitter.connection.ConnectionForm;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.Loans;
import se.sluss.submitter.connection.NewConnection;
import se.sluss.submitter.connection.RegisterConnection;
import se.sluss.submitter.connection.RetireConnection;
import se.sluss.submitter.governor.LaneRunners;

/** Connections: registered and seen by their vendor or the operator. No answer holds a secret. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConnectionsResource {
  private static final String LIST = "connections";
  private static final Comparator<Cursors.Position> NEWEST_FIRST =
      Comparator.comparing(Cursors.Position::at).thenComparing(Cursors.Position::id).reversed();

  private final RegisterConnection registerConnection;
  private final RetireConnection retireConnection;
  private final OwnConnections own;
  private final Connections connections;
  private final Loans loans;
  private final Transactions system;
  private final Idempotency idempotency;
  private final CallersTransactions transactions;
  private final RequestContext caller;
  private final Cursors cursors;
  private final Rules rules;
  private final ConnectionConfig config;
  private final CallerLocale language;
  private final LaneRunners lanes;
  private final InstantSource clock;

  ConnectionsResource(
      RegisterConnection registerConnection,
      RetireConnection retireConnection,
      OwnConnections own,
      Connections connections,
      Loans loans,
      Transactions system,
      Idempotency idempotency,
      CallersTransactions transactions,
      RequestContext caller,
      Cursors cursors,
      Rules rules,
      ConnectionConfig config,
      CallerLocale language,
      LaneRunners lanes,
      InstantSource clock) {
    this.registerConnection = registerConnection;
    this.retireConnection = retireConnection;
    this.own = own;
    this.connections = connections;
    this.loans = loans;
    this.system = system;
    this.idempotency = idempotency;
    this.transactions = transactions;
    this.caller = caller;
    this.cursors = cursors;
    this.rules = rules;
    this.config = config;
    this.language = language;
    this.lanes = lanes;
    this.clock = clock;
  }

  /** Registers one; all faults of the request are answered at once. */
  @POST
  @Administrator
  @Scope("connections:write")
  public Response register(@Nullable ConnectionForm body) {
    ConnectionForm form = ConnectionForm.orEmpty(body);
    if (!caller.administrator() && caller.tenantId().isPresent()) {
      throw Problem.of(
          ProblemType.FORBIDDEN,
          "Use a credential of the vendor's: connections are not a tenant's.");
    }
    Response response =
        idempotency.once(
            () -> {
              NewConnection asked = own(form).check(rules.in(language.best()), clock.instant());
              Connection made = registerConnection.register(asked);
              return Response.created(URI.create("/v1/connections/" + made.id()))
                  .entity(ConnectionView.of(made))
                  .build();
            });
    lanes.look();
    return response;
  }

  private ConnectionForm own(ConnectionForm form) {
    return caller.administrator()
        ? form
        : form.by(caller.vendorId(), caller.mode(), config, language.best());
  }

  @GET
  @Administrator
  @Scope("connections:read")
  public Page<ConnectionView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = cursors.limit(limit);
    Cursors.Position after = cursors.decode(cursor, LIST);
    List<ConnectionView> found =
        new ArrayList<>(
            transactions.run(
                () ->
                    connections
                        .list(
                            caller.administrator() ? null : caller.vendorId(),
                            after == null ? null : after.at(),
                            after == null ? "" : after.id(),
                            most + 1)
                        .stream()
                        .map(ConnectionView::of)
                        .toList()));
    lent().stream()
        .filter(one -> after == null || NEWEST_FIRST.compare(position(one), after) > 0)
        .forEach(found::add);
    found.sort(Comparator.comparing(ConnectionsResource::position, NEWEST_FIRST));
    return cursors.page(
        found.stream().limit(most + 1L).toList(),
        most,
        LIST,
        ConnectionsResource::position,
        Function.identity());
  }

  private static Cursors.Position position(ConnectionView one) {
    return new Cursors.Position(one.createdAt(), one.id().value());
  }

  /** Connections of others that are lent to the caller's vendor, as far as it may see. */
  private List<ConnectionView> lent() {
    if (caller.administrator()) {
      return List.of();
    }
    List<Loans.Loan> lent = transactions.run(() -> loans.to(caller.vendorId()));
    return lent.isEmpty()
        ? List.of()
        : system.asSystem(
            () ->
                lent.stream()
                    .flatMap(
                        loan ->
                            connections.find(loan.connection()).stream()
                                .map(connection -> ConnectionView.ofLent(loan, connection)))
                    .toList());
  }

  @GET
  @Path("/{id}")
  @Administrator
  @Scope("connections:read")
  public ConnectionView get(@PathParam("id") String id) {
    ConnectionId connection = ConnectionId.parse(id).orElseThrow(Problem::notFound);
    return transactions
        .run(() -> connections.find(connection))
        .map(ConnectionView::of)
        .or(() -> lent().stream().filter(one -> one.id().equals(connection)).findFirst())
        .orElseThrow(Problem::notFound);
  }

  /** Takes one out of use for good; what waits in its lane waits for another. */
  @DELETE
  @Path("/{id}")
  @Administrator
  @Scope("connections:write")
  public ConnectionView retire(@PathParam("id") String id) {
    Connection connection = own.known(id);
    system.asSystem(() -> retireConnection.retire(connection, own.why("")));
    lanes.takeIn();
    return ConnectionView.of(own.known(id));
  }
}
