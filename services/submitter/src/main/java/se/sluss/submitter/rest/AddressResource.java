package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.submitter.connection.AddressForm;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.ConnectionConfig;
import se.sluss.submitter.connection.PlaceForm;
import se.sluss.submitter.onboarding.MoveConnection;

/** Where a connection leads, changed by its vendor or the operator while nothing is sent. */
@Path("/v1/connections/{connectionId}/address")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AddressResource {
  private final MoveConnection moveConnection;
  private final OwnConnections own;
  private final Transactions transactions;
  private final RequestContext caller;
  private final Rules rules;
  private final ConnectionConfig config;
  private final CallerLocale language;

  AddressResource(
      MoveConnection moveConnection,
      OwnConnections own,
      Transactions transactions,
      RequestContext caller,
      Rules rules,
      ConnectionConfig config,
      CallerLocale language) {
    this.moveConnection = moveConnection;
    this.own = own;
    this.transactions = transactions;
    this.caller = caller;
    this.rules = rules;
    this.config = config;
    this.language = language;
  }

  @PUT
  @Administrator
  @Scope("connections:write")
  public ConnectionView move(@PathParam("connectionId") String id, @Nullable AddressForm form) {
    Connection connection = own.inUse(id);
    AddressForm asked = form == null ? new AddressForm(null, null, null) : form;
    PlaceForm.Place to =
        asked.check(
            connection,
            rules.in(language.best()),
            caller.administrator() ? Optional.empty() : Optional.of(config));
    Faults faults = new Faults();
    String reason = faults.reason(asked.reason(), false);
    faults.refuseIfAny();
    transactions.asSystem(() -> moveConnection.move(connection, to, own.why(reason)));
    return ConnectionView.of(own.known(id));
  }
}
