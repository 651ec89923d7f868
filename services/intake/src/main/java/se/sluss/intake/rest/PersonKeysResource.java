package se.sluss.intake.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.PersonKeys;
import se.sluss.kit.auth.RequestContext;
import se.sluss.kit.auth.Scope;
import se.sluss.model.id.TenantId;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;

/** Gives the key that stands for a person in filters, so that no URL has to hold the number. */
@Path("/v1/person-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PersonKeysResource {
  private final PersonKeys keys;
  private final RequestContext caller;

  public PersonKeysResource(PersonKeys keys, RequestContext caller) {
    this.keys = keys;
    this.caller = caller;
  }

  /** Whose key is asked for. */
  @RegisterForReflection
  public record Person(@Nullable String number) {
    /** Without the number. */
    @Override
    public String toString() {
      return "Person[]";
    }
  }

  /** The key. */
  @RegisterForReflection
  public record Body(String personKey) {}

  /** Keeps nothing; the same number gives the same key with the same tenant. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Scope("submissions:read")
  public Response key(@Nullable Person body) {
    TenantId tenant = caller.requireTenantId();
    Person person = RequestFaults.body(body);
    var faults = new RequestFaults();
    Optional<String> number =
        faults.required(
            "number",
            person.number(),
            PersonKeysResource::digits,
            "must be a personnummer or a samordningsnummer of twelve digits");
    faults.refuseAny();
    return Response.ok(new Body(keys.of(tenant, number.orElseThrow())))
        .header("Cache-Control", "no-store")
        .build();
  }

  private static Optional<String> digits(String text) {
    return Personnummer.parse(text)
        .map(Personnummer::digits)
        .or(() -> Samordningsnummer.parse(text).map(Samordningsnummer::digits));
  }
}
