package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Page;
import se.sluss.submitter.changeover.NextCertificate;
import se.sluss.submitter.connection.CertificateForm;
import se.sluss.submitter.connection.Connection;

/**
 * A connection's next TLS certificate, for its vendor and the operator. Every answer is all of the
 * connection's certificates.
 */
@Path("/v1/connections/{connectionId}/next-certificate")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NextCertificateResource {
  private final OwnConnections own;
  private final NextCertificate nextCertificate;
  private final CallerLocale language;

  NextCertificateResource(
      OwnConnections own, NextCertificate nextCertificate, CallerLocale language) {
    this.own = own;
    this.nextCertificate = nextCertificate;
    this.language = language;
  }

  /**
   * When to change over.
   *
   * @param at ISO 8601; at once when absent or past
   */
  public record When(@Nullable String at) {}

  /** Keeps a certificate beside the one in force, in place of a next one that is there. */
  @PUT
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> upload(
      @PathParam("connectionId") String id, @Nullable CertificateForm form) {
    return act(
        id,
        connection ->
            nextCertificate.upload(
                connection, CertificateForm.orEmpty(form), language.best(), own.why("")));
  }

  @DELETE
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> drop(@PathParam("connectionId") String id) {
    return act(id, connection -> nextCertificate.drop(connection, own.why("")));
  }

  /** Shows the next certificate to the authority's door; no call is made. */
  @POST
  @Path("/proof")
  @Consumes(MediaType.WILDCARD)
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> prove(@PathParam("connectionId") String id) {
    return act(id, connection -> nextCertificate.prove(connection, own.why("")));
  }

  /** Lets the next certificate come into force, at once or on a date. */
  @PUT
  @Path("/change-over")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> changeOver(
      @PathParam("connectionId") String id, @Nullable When when) {
    return act(id, connection -> nextCertificate.changeOver(connection, moment(when), own.why("")));
  }

  private static Optional<Instant> moment(@Nullable When when) {
    String at = when == null ? null : when.at();
    if (at == null) {
      return Optional.empty();
    }
    Faults faults = new Faults();
    Instant moment =
        faults.read("at", at, Instant::parse, "must be a time such as 2027-01-31T02:00:00Z");
    faults.refuseIfAny();
    return Optional.ofNullable(moment);
  }

  /** Takes the date back. */
  @DELETE
  @Path("/change-over")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> keep(@PathParam("connectionId") String id) {
    return act(id, connection -> nextCertificate.keep(connection, own.why("")));
  }

  private Page<CertificateAnswer> act(String id, Consumer<Connection> what) {
    Connection connection = own.inUse(id);
    what.accept(connection);
    return own.certificatesOf(connection);
  }
}
