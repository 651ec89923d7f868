package se.sluss.signing.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.identity.Personnummer;
import se.sluss.signing.order.Owner;
import se.sluss.signing.order.SignerRule;
import se.sluss.signing.store.SignerRules;

/** Who may sign for the tenant as the provider. */
@Path("/v1/signers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SignersResource {
  private final SignerRules rules;
  private final Transactions transactions;
  private final RequestContext caller;
  private final InstantSource clock;

  public SignersResource(
      SignerRules rules, Transactions transactions, RequestContext caller, InstantSource clock) {
    this.rules = rules;
    this.transactions = transactions;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Scope("signers:read")
  public Response read() {
    return answer(transactions.asCaller(() -> rules.of(tenant())));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope("signers:write")
  public Response set(
      @Nullable SignersBody body,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context Request request) {
    if (ifMatch == null) {
      throw Problem.of(
          ProblemType.PRECONDITION_REQUIRED, "Send the ETag of what you read as If-Match.");
    }
    SignersBody.Wanted wanted = SignersBody.read(body);
    return answer(
        transactions.asCaller(
            () -> {
              SignerRule present = rules.of(tenant());
              if (request.evaluatePreconditions(tag(present)) != null
                  || !rules.set(tenant(), wanted.inPlaceOf(present), clock.instant())) {
                throw Problem.of(
                    ProblemType.PRECONDITION_FAILED, "Read it again, and change what is there.");
              }
              return rules.of(tenant());
            }));
  }

  private Owner tenant() {
    return new Owner(caller.vendorId(), caller.requireTenantId(), caller.mode());
  }

  private static Response answer(SignerRule rule) {
    Set<Personnummer> registered = rule.registered();
    return Response.ok(
            new SignersBody(
                rule.kind().name(),
                registered.stream().map(Personnummer::digits).sorted().toList()))
        .tag(tag(rule))
        .build();
  }

  private static EntityTag tag(SignerRule rule) {
    return new EntityTag(Integer.toString(rule.version()));
  }
}
