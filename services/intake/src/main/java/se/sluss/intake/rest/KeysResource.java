package se.sluss.intake.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Registration;
import se.sluss.intake.directory.Registration.Rotation;
import se.sluss.kit.auth.Administrator;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/**
 * Changes a client's key without an outage: the old one is taken beside the new one for a while.
 */
@Path("/v1/clients/{id}/rotate")
@Produces(MediaType.APPLICATION_JSON)
@Administrator
@RunOnVirtualThread
public class KeysResource {
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final Registration registration;
  private final ClientDirectory credentials;
  private final Idempotency idempotency;
  private final InstantSource clock;

  public KeysResource(
      Registration registration,
      ClientDirectory credentials,
      Idempotency idempotency,
      InstantSource clock) {
    this.registration = registration;
    this.credentials = credentials;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * The answer holds the new key. A repeated request gets the same answer, which is kept sealed.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response rotate(@PathParam("id") String id, ClientBody.@Nullable Rotation body) {
    ClientBody.Rotation request = RequestFaults.body(body);
    return idempotency.once(
        () -> {
          Instant now = clock.instant();
          var faults = new RequestFaults();
          Instant oldUntil =
              faults
                  .optional(
                      "oldKeyValidUntil",
                      request.oldKeyValidUntil(),
                      text ->
                          RequestFaults.time(text)
                              .filter(at -> !at.isAfter(now.plus(LONGEST_OVERLAP))),
                      "must be a time with an offset, at most 30 days ahead")
                  .orElse(now.plus(OVERLAP));
          Optional<Instant> expiresAt = faults.future("expiresAt", request.expiresAt(), now);
          faults.refuseAny();
          return switch (registration.rotateKey(id, oldUntil, expiresAt)) {
            case Rotation.Rotated(var made) ->
                Response.status(Response.Status.CREATED)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .header("Cache-Control", "no-store")
                    .entity(
                        ClientBody.of(
                            made, credentials.lastUse(made.client().id()), clock.instant()))
                    .build();
            case Rotation.TwoKeys(Instant until) ->
                throw Problem.of(
                    ProblemType.STATE_CONFLICT,
                    "The client has two keys until %s; wait, or end the older ones now with oldKeyValidUntil."
                        .formatted(until));
            case Rotation.Revoked _ ->
                throw Problem.of(
                    ProblemType.STATE_CONFLICT, "The client is revoked; register another one.");
            case Rotation.Unknown _ -> throw Problem.notFound();
          };
        });
  }
}
