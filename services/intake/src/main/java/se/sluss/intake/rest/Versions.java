package se.sluss.intake.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/** Lets nobody overwrite what somebody else has changed meanwhile. */
@RequestScoped
public class Versions {
  private final HttpHeaders headers;
  private final Request request;

  public Versions(HttpHeaders headers, Request request) {
    this.headers = headers;
    this.request = request;
  }

  static EntityTag tag(int version) {
    return new EntityTag(Integer.toString(version));
  }

  /**
   * Goes on only when the request names the present version.
   *
   * @throws Problem {@code precondition-required} or {@code precondition-failed}
   */
  void require(int present) {
    if (headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
      throw Problem.of(
          ProblemType.PRECONDITION_REQUIRED, "Send the ETag of what you read as If-Match.");
    }
    if (request.evaluatePreconditions(tag(present)) != null) {
      throw Problem.of(ProblemType.PRECONDITION_FAILED, "Read it again, and change what is there.");
    }
  }
}
