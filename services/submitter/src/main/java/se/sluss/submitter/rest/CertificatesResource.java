package se.sluss.submitter.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Page;
import se.sluss.kit.problem.Problem;
import se.sluss.submitter.changeover.NextCertificate;
import se.sluss.submitter.connection.CertificateForm;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.connection.ServerCertificates;
import se.sluss.submitter.delivery.OperatorActs;

/** A connection's certificates, for its vendor and the operator. Every answer is all of them. */
@Path("/v1/connections/{connectionId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CertificatesResource {
  private final Connections connections;
  private final Certificates certificates;
  private final ServerCertificates servers;
  private final NextCertificate nextCertificate;
  private final CallersTransactions transactions;
  private final RequestContext caller;
  private final CallerLocale language;

  CertificatesResource(
      Connections connections,
      Certificates certificates,
      ServerCertificates servers,
      NextCertificate nextCertificate,
      CallersTransactions transactions,
      RequestContext caller,
      CallerLocale language) {
    this.connections = connections;
    this.certificates = certificates;
    this.servers = servers;
    this.nextCertificate = nextCertificate;
    this.transactions = transactions;
    this.caller = caller;
    this.language = language;
  }

  /**
   * When to change over.
   *
   * @param at ISO 8601; at once when absent or past
   */
  public record When(@Nullable String at) {}

  /**
   * Whom to trust.
   *
   * @param trustedCertificates PEM
   */
  public record Trust(@Nullable String trustedCertificates) {}

  @GET
  @Path("/certificates")
  @Administrator
  @Scope("connections:read")
  public Page<CertificateAnswer> list(@PathParam("connectionId") String id) {
    return all(known(id));
  }

  /** Other issuers that the authority's server certificate may come from. */
  @PUT
  @Path("/trusted-certificates")
  @Administrator
  @Scope("connections:write")
  public ConnectionView trust(@PathParam("connectionId") String id, @Nullable Trust form) {
    Connection connection = known(id);
    Faults faults = new Faults();
    String pem =
        faults.read(
            "trustedCertificates",
            form == null ? null : form.trustedCertificates(),
            Credentials::trusted,
            "holds no certificate in PEM, or something else beside");
    faults.refuseIfAny();
    nextCertificate.trust(connection, Objects.requireNonNull(pem), why());
    return ConnectionView.of(known(id));
  }

  /** What the authority's side has shown of itself, newest first. */
  @GET
  @Path("/server-certificates")
  @Administrator
  @Scope("connections:read")
  public Page<ServerCertificateAnswer> servers(@PathParam("connectionId") String id) {
    Connection connection = known(id);
    return new Page<>(
        transactions.run(
            () -> servers.of(connection.id()).stream().map(ServerCertificateAnswer::of).toList()),
        null);
  }

  /** Keeps a certificate beside the one in force, in place of a next one that is there. */
  @PUT
  @Path("/next-certificate")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> upload(
      @PathParam("connectionId") String id, @Nullable CertificateForm form) {
    Connection connection = known(id);
    nextCertificate.upload(
        connection, form == null ? new CertificateForm(null, null) : form, language.best(), why());
    return all(connection);
  }

  @DELETE
  @Path("/next-certificate")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> drop(@PathParam("connectionId") String id) {
    Connection connection = known(id);
    nextCertificate.drop(connection, why());
    return all(connection);
  }

  /** Shows the next certificate to the authority's door; no call is made. */
  @POST
  @Path("/next-certificate/proof")
  @Consumes(MediaType.WILDCARD)
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> prove(@PathParam("connectionId") String id) {
    Connection connection = known(id);
    nextCertificate.prove(connection, why());
    return all(connection);
  }

  /** Lets the next certificate come into force, at once or on a date. */
  @PUT
  @Path("/next-certificate/change-over")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> changeOver(
      @PathParam("connectionId") String id, @Nullable When when) {
    Connection connection = known(id);
    Faults faults = new Faults();
    String at = when == null ? null : when.at();
    Optional<Instant> moment =
        at == null
            ? Optional.empty()
            : Optional.ofNullable(
                faults.read(
                    "at", at, Instant::parse, "must be a time such as 2027-01-31T02:00:00Z"));
    faults.refuseIfAny();
    nextCertificate.changeOver(connection, moment, why());
    return all(connection);
  }

  /** Takes the date back. */
  @DELETE
  @Path("/next-certificate/change-over")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> keep(@PathParam("connectionId") String id) {
    Connection connection = known(id);
    nextCertificate.keep(connection, why());
    return all(connection);
  }

  private Page<CertificateAnswer> all(Connection connection) {
    List<CertificateAnswer> all =
        transactions.run(
            () -> certificates.of(connection.id()).stream().map(CertificateAnswer::of).toList());
    return new Page<>(all, null);
  }

  private Connection known(String id) {
    return transactions
        .run(() -> connections.find(LanesResource.known(id)))
        .orElseThrow(Problem::notFound);
  }

  private OperatorActs.Why why() {
    return new OperatorActs.Why(
        caller.administrator() ? "administrator" : caller.clientId().value(), "");
  }
}
