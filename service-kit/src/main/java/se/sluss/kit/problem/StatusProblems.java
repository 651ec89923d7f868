package se.sluss.kit.problem;

import static se.sluss.kit.problem.ProblemType.BAD_REQUEST;
import static se.sluss.kit.problem.ProblemType.FORBIDDEN;
import static se.sluss.kit.problem.ProblemType.INTERNAL;
import static se.sluss.kit.problem.ProblemType.METHOD_NOT_ALLOWED;
import static se.sluss.kit.problem.ProblemType.NOT_ACCEPTABLE;
import static se.sluss.kit.problem.ProblemType.UNAVAILABLE;

/** What a bare status of the framework means in our words. */
final class StatusProblems {
  private StatusProblems() {}

  static Problem of(int status) {
    return switch (status) {
      case 401 ->
          Problem.of(ProblemType.UNAUTHORIZED, "Send a valid key as bearer token.")
              .withHeader("WWW-Authenticate", "Bearer");
      case 403 -> Problem.of(FORBIDDEN, "Use a credential that allows this.");
      case 404 -> Problem.notFound();
      case 405 -> Problem.of(METHOD_NOT_ALLOWED, "Use a method that the resource offers.");
      case 406 -> Problem.of(NOT_ACCEPTABLE, "Accept a media type that the resource offers.");
      case 413 -> BodyLimit.tooLarge();
      case 415 ->
          Problem.of(
              ProblemType.MEDIA_TYPE_NOT_SUPPORTED,
              "Send the body in a media type that the operation takes, and name it.");
      case 503 -> Problem.of(UNAVAILABLE, "Try again shortly.").withHeader("Retry-After", "2");
      default ->
          status < 500
              ? Problem.of(BAD_REQUEST, "Check the request's form against the documentation.")
              : Problem.of(INTERNAL, "Tell the operator the request's identifier.");
    };
  }
}
