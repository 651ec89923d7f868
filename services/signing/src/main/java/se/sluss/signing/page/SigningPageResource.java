package se.sluss.signing.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SigningPageId;

/** Signing pages for vendors: make a link, see whether it was used, take it back. */
@Path("/v1/signing-pages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigningPageResource {
  private final CreatePage createPage;
  private final SigningPages pages;
  private final Transactions transactions;
  private final Idempotency idempotency;
  private final InstantSource clock;

  SigningPageResource(
      CreatePage createPage,
      SigningPages pages,
      Transactions transactions,
      Idempotency idempotency,
      @SharedClock InstantSource clock) {
    this.createPage = createPage;
    this.pages = pages;
    this.transactions = transactions;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope("signing:write")
  public Response create(@Nullable NewPage body) {
    PageWanted wanted = NewPage.read(body);
    return idempotency.once(
        () -> {
          CreatePage.Created created = createPage.create(wanted);
          return Response.created(URI.create("/v1/signing-pages/" + created.page().id()))
              .entity(SigningPageView.of(created.page(), created.link()))
              .build();
        });
  }

  @GET
  @Path("/{id}")
  @Scope("signing:read")
  public SigningPageView one(@PathParam("id") String id) {
    return transactions.asCaller(
        () ->
            SigningPageView.of(
                SigningPageId.parse(id).flatMap(pages::of).orElseThrow(Problem::notFound), null));
  }

  /** Ends the link, and the session of whoever used it; doing it again changes nothing. */
  @DELETE
  @Path("/{id}")
  @Scope("signing:write")
  public Response close(@PathParam("id") String id) {
    SigningPageId pageId = SigningPageId.parse(id).orElseThrow(Problem::notFound);
    transactions.asCaller(
        () -> pages.lock(pageId).orElseThrow(Problem::notFound).close(clock.instant()));
    return Response.noContent().build();
  }
}
