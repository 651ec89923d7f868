package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.LendConnection;
import se.sluss.submitter.connection.Loans;
import se.sluss.submitter.governor.LaneRunners;

/** To which vendors a connection is lent; the operator's alone. Every answer is all of them. */
@Path("/v1/connections/{connectionId}/guests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LoansResource {
  private final LendConnection lendConnection;
  private final Loans loans;
  private final Connections connections;
  private final Transactions transactions;
  private final LaneRunners runners;

  LoansResource(
      LendConnection lendConnection,
      Loans loans,
      Connections connections,
      Transactions transactions,
      LaneRunners runners) {
    this.lendConnection = lendConnection;
    this.loans = loans;
    this.connections = connections;
    this.transactions = transactions;
    this.runners = runners;
  }

  /**
   * A vendor that a connection is lent to.
   *
   * @param until when that ended; null while it is in force
   */
  public record Guest(VendorId vendorId, Instant since, @Nullable Instant until) {
    static Guest of(Loans.Loan loan) {
      return new Guest(loan.vendor(), loan.since(), loan.until().orElse(null));
    }
  }

  @GET
  @Administrator
  public Page<Guest> list(@PathParam("connectionId") String id) {
    return transactions.asSystem(() -> all(known(id)));
  }

  /** Lends it; what the vendor has waiting for a connection gets its places. */
  @PUT
  @Path("/{vendorId}")
  @Administrator
  public Page<Guest> lend(
      @PathParam("connectionId") String id,
      @PathParam("vendorId") String vendor,
      LaneForms.@Nullable Lend form) {
    return change(
        id,
        vendor,
        (connection, to) ->
            lendConnection.lend(connection, to, LaneForms.Lend.check(form, connection.vendor())));
  }

  /** Nothing new goes there, and what waits there goes back. */
  @DELETE
  @Path("/{vendorId}")
  @Administrator
  public Page<Guest> end(
      @PathParam("connectionId") String id, @PathParam("vendorId") String vendor) {
    return change(
        id, vendor, (connection, to) -> lendConnection.end(connection, to, LaneForms.why("")));
  }

  private Page<Guest> change(String id, String vendor, BiConsumer<Connection, VendorId> act) {
    VendorId to = VendorId.parse(vendor).orElseThrow(Problem::notFound);
    Page<Guest> after =
        transactions.asSystem(
            () -> {
              Connection connection = known(id);
              act.accept(connection, to);
              return all(connection);
            });
    runners.takeIn();
    return after;
  }

  private Connection known(String id) {
    return connections.find(LanesResource.known(id)).orElseThrow(Problem::notFound);
  }

  private Page<Guest> all(Connection connection) {
    return new Page<>(loans.of(connection.id()).stream().map(Guest::of).toList(), null);
  }
}
