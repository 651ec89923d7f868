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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.paging.Page;
import se.sluss.submitter.changeover.NextCertificate;
import se.sluss.submitter.changeover.SigningCertificate;
import se.sluss.submitter.connection.CertificateForm;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Credentials;
import se.sluss.submitter.connection.ServerCertificates;

/** A connection's certificates and those that it meets, for its vendor and the operator. */
@Path("/v1/connections/{connectionId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CertificatesResource {
  private final OwnConnections own;
  private final ServerCertificates servers;
  private final NextCertificate nextCertificate;
  private final SigningCertificate signingCertificate;
  private final CallersTransactions transactions;
  private final CallerLocale language;

  CertificatesResource(
      OwnConnections own,
      ServerCertificates servers,
      NextCertificate nextCertificate,
      SigningCertificate signingCertificate,
      CallersTransactions transactions,
      CallerLocale language) {
    this.own = own;
    this.servers = servers;
    this.nextCertificate = nextCertificate;
    this.signingCertificate = signingCertificate;
    this.transactions = transactions;
    this.language = language;
  }

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
    return own.certificatesOf(own.known(id));
  }

  /** Keeps a certificate for signing, in place of one that is there. */
  @PUT
  @Path("/signing-certificate")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> uploadForSigning(
      @PathParam("connectionId") String id, @Nullable CertificateForm form) {
    Connection connection = own.inUse(id);
    signingCertificate.upload(
        connection, CertificateForm.orEmpty(form), language.best(), own.why(""));
    return own.certificatesOf(connection);
  }

  @DELETE
  @Path("/signing-certificate")
  @Administrator
  @Scope("connections:write")
  public Page<CertificateAnswer> dropForSigning(@PathParam("connectionId") String id) {
    Connection connection = own.inUse(id);
    signingCertificate.drop(connection, own.why(""));
    return own.certificatesOf(connection);
  }

  /** Other issuers that the authority's server certificate may come from. */
  @PUT
  @Path("/trusted-certificates")
  @Administrator
  @Scope("connections:write")
  public ConnectionView trust(@PathParam("connectionId") String id, @Nullable Trust form) {
    Connection connection = own.inUse(id);
    Faults faults = new Faults();
    String pem =
        faults.read(
            "trustedCertificates",
            form == null ? null : form.trustedCertificates(),
            Credentials::trusted,
            "holds no certificate in PEM, or something else beside");
    faults.refuseIfAny();
    nextCertificate.trust(connection, Objects.requireNonNull(pem), own.why(""));
    return ConnectionView.of(own.known(id));
  }

  /** What the authority's side has shown of itself, newest first. */
  @GET
  @Path("/server-certificates")
  @Administrator
  @Scope("connections:read")
  public Page<ServerCertificateAnswer> servers(@PathParam("connectionId") String id) {
    Connection connection = own.known(id);
    return new Page<>(
        transactions.run(
            () -> servers.of(connection.id()).stream().map(ServerCertificateAnswer::of).toList()),
        null);
  }
}
