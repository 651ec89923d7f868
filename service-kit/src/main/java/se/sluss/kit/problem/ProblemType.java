package se.sluss.kit.problem;

import java.net.URI;

/**
 * The identity of a problem: a slug that has a page in the documentation, its HTTP status and a
 * title that is the same for every occurrence. A room may define more of them than stand here.
 */
public record ProblemType(String slug, int status, String title) {
  /** What every type's URI begins with; the same in all installations. */
  public static final String BASE = "https://docs.sluss.example/problems/";

  public static final ProblemType BAD_REQUEST =
      new ProblemType("bad-request", 400, "The request was not understood");
  public static final ProblemType NOT_XML =
      new ProblemType("not-xml", 400, "The document is not well-formed XML");
  public static final ProblemType NOT_ZIP =
      new ProblemType("not-zip", 400, "The archive is not a ZIP that is read");
  public static final ProblemType INVALID_CURSOR =
      new ProblemType("invalid-cursor", 400, "The cursor is not valid here");
  public static final ProblemType IDEMPOTENCY_KEY_MISSING =
      new ProblemType("idempotency-key-missing", 400, "An Idempotency-Key is required");
  public static final ProblemType IDEMPOTENCY_KEY_INVALID =
      new ProblemType("idempotency-key-invalid", 400, "The Idempotency-Key is not valid");
  public static final ProblemType UNAUTHORIZED =
      new ProblemType("unauthorized", 401, "Authentication is required");
  public static final ProblemType FORBIDDEN =
      new ProblemType("forbidden", 403, "The credential does not allow this");
  public static final ProblemType TENANT_SUSPENDED =
      new ProblemType("tenant-suspended", 403, "The tenant is suspended");
  public static final ProblemType TENANT_CLOSED =
      new ProblemType("tenant-closed", 403, "The tenant is closed");
  public static final ProblemType NOT_FOUND =
      new ProblemType("not-found", 404, "There is no such resource");
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType("method-not-allowed", 405, "The resource does not allow this method");
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType("not-acceptable", 406, "No representation fits the Accept header");
  public static final ProblemType STATE_CONFLICT =
      new ProblemType("state-conflict", 409, "The present state does not allow this");
  public static final ProblemType DOCUMENT_ID_CONFLICT =
      new ProblemType("document-id-conflict", 409, "Another document has this identifier");
  public static final ProblemType IDEMPOTENCY_KEY_IN_FLIGHT =
      new ProblemType(
          "idempotency-key-in-flight", 409, "A request with this Idempotency-Key is being done");
  public static final ProblemType PRECONDITION_FAILED =
      new ProblemType("precondition-failed", 412, "The resource has changed meanwhile");
  public static final ProblemType TOO_LARGE =
      new ProblemType("too-large", 413, "The request body is too large");
  public static final ProblemType MEDIA_TYPE_NOT_SUPPORTED =
      new ProblemType("media-type-not-supported", 415, "The media type is not supported here");
  public static final ProblemType VALIDATION_FAILED =
      new ProblemType("validation-failed", 422, "The request is understood but not valid");
  public static final ProblemType DOCTYPE_REFUSED =
      new ProblemType("doctype-refused", 422, "Documents with a DOCTYPE are refused");
  public static final ProblemType UNKNOWN_DOCUMENT =
      new ProblemType("unknown-document", 422, "The document is of no kind that is handled");
  public static final ProblemType IDEMPOTENCY_KEY_REUSED =
      new ProblemType(
          "idempotency-key-reused", 422, "The Idempotency-Key belongs to another request");
  public static final ProblemType ENDPOINT_URL_REFUSED =
      new ProblemType("endpoint-url-refused", 422, "The endpoint's address is refused");
  public static final ProblemType PRECONDITION_REQUIRED =
      new ProblemType("precondition-required", 428, "An If-Match header is required");
  public static final ProblemType QUOTA_EXCEEDED =
      new ProblemType("quota-exceeded", 429, "Too many requests");
  public static final ProblemType INTERNAL =
      new ProblemType("internal", 500, "The request failed here");
  public static final ProblemType UNAVAILABLE =
      new ProblemType("unavailable", 503, "The service cannot answer at the moment");

  /** The absolute URI that identifies the problem. */
  public URI uri() {
    return URI.create(BASE + slug);
  }
}
