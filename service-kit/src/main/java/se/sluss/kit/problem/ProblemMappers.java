package se.sluss.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import se.sluss.kit.tenancy.Faults;

/** Turns whatever ends a request into a problem. What is not foreseen tells nothing of itself. */
@ApplicationScoped
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final RequestIds requests;
  private final MeterRegistry registry;
  private final ObjectMapper json;

  ProblemMappers(RequestIds requests, MeterRegistry registry, ObjectMapper json) {
    this.requests = requests;
    this.registry = registry;
    this.json = json;
  }

  @ServerExceptionMapper
  Response problem(Problem problem) {
    registry.counter("sluss.problems", "type", problem.type().slug()).increment();
    Response.ResponseBuilder answer =
        Response.status(problem.type().status())
            .type(MediaType.valueOf(ProblemBody.MEDIA_TYPE))
            .entity(ProblemBody.write(problem, requests.currentId()));
    problem.headers().forEach(answer::header);
    return answer.build();
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException fault, ContainerRequestContext request) {
    return problem(ofBody(fault, request));
  }

  /** The framework has a mapper for this one; the closer type wins. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException fault, ContainerRequestContext request) {
    return problem(ofBody(fault, request));
  }

  /** Bytes that look like UTF-32 and are none; to the parser no fault of JSON. */
  @ServerExceptionMapper
  Response encoding(CharConversionException fault) {
    return problem(JsonFaults.malformed());
  }

  @ServerExceptionMapper
  Response constraints(ConstraintViolationException fault) {
    return problem(ConstraintFaults.of(fault));
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException fault, ContainerRequestContext request) {
    if (fault.getCause() instanceof Problem problem) {
      return problem(problem);
    }
    if (fault.getCause() instanceof JsonProcessingException ofJson) {
      return problem(ofBody(ofJson, request));
    }
    Response answer = fault.getResponse();
    if (answer.getStatus() < 400) {
      return answer;
    }
    Problem problem = StatusProblems.of(answer.getStatus());
    if (problem.type().status() >= 500) {
      LOG.error("A request failed", new WordlessFault(fault));
    }
    return problem(
        problem.type() == ProblemType.METHOD_NOT_ALLOWED
            ? problem.withHeader("Allow", AllowedMethods.ofCurrentRequest())
            : problem);
  }

  @ServerExceptionMapper
  Response unforeseen(Throwable fault) {
    if (Faults.isPassing(fault)) {
      LOG.warn("A request could not be done, a part of the service is away", fault);
      return problem(
          Problem.of(ProblemType.UNAVAILABLE, "Try again shortly.").withHeader("Retry-After", "2"));
    }
    LOG.error("A request failed", new WordlessFault(fault));
    return problem(StatusProblems.of(500));
  }

  /** A body that is kept is looked at once more, for all that does not fit. */
  private Problem ofBody(JsonProcessingException fault, ContainerRequestContext request) {
    return fault instanceof JsonMappingException mapping
            && request.getEntityStream() instanceof ByteArrayInputStream body
        ? MemberFaults.of(mapping, body, json)
        : JsonFaults.of(fault);
  }
}
