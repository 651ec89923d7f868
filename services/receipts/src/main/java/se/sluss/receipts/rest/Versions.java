package se.sluss.receipts.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.receipts.webhook.endpoint.Endpoint;

/** Lets nobody overwrite what somebody else has changed meanwhile, nor read what one knows. */
@RequestScoped
class Versions {
  private final HttpHeaders headers;
  private final Request request;
  private final InstantSource clock;

  Versions(HttpHeaders headers, Request request, InstantSource clock) {
    this.headers = headers;
    this.request = request;
    this.clock = clock;
  }

  /** An overlap of keys ends by itself, so it is part of the version. */
  static EntityTag tag(Endpoint endpoint, Instant now) {
    boolean overlap = endpoint.keys().overlapping(now).isPresent();
    return new EntityTag(endpoint.version() + (overlap ? "-rotating" : ""));
  }

  /** The endpoint under its version; 304 when the caller has that version. */
  Response answer(Endpoint endpoint) {
    Instant now = clock.instant();
    EntityTag tag = tag(endpoint, now);
    Response.ResponseBuilder known = request.evaluatePreconditions(tag);
    return (known == null ? Response.ok(EndpointView.of(endpoint, now)) : known).tag(tag).build();
  }

  /** The endpoint as it stands after a change, under its new version. */
  Response answerChanged(Endpoint endpoint) {
    Instant now = clock.instant();
    return Response.ok(EndpointView.of(endpoint, now)).tag(tag(endpoint, now)).build();
  }

  /**
   * Goes on only when the request names the present version.
   *
   * @throws Problem {@code precondition-required} or {@code precondition-failed}
   */
  void require(Endpoint present) {
    if (headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
      throw Problem.of(
          ProblemType.PRECONDITION_REQUIRED, "Send the ETag of what you read as If-Match.");
    }
    if (request.evaluatePreconditions(tag(present, clock.instant())) != null) {
      throw Problem.of(ProblemType.PRECONDITION_FAILED, "Read it again, and change what is there.");
    }
  }
}
