package se.sluss.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;

/**
 * A problem as it is sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@RegisterForReflection(targets = {ProblemBody.class, Problem.Fault.class})
@JsonPropertyOrder({
  "type",
  "title",
  "status",
  "detail",
  "instance",
  "code",
  "errors",
  "violatedPolicies"
})
record ProblemBody(
    URI type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.Fault> errors,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> violatedPolicies) {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  static byte[] write(Problem problem, String requestId) {
    ProblemType type = problem.type();
    try {
      return JSON.writeValueAsBytes(
          new ProblemBody(
              type.uri(),
              type.title(),
              type.status(),
              problem.detail(),
              "/requests/" + requestId,
              type.slug(),
              problem.faults(),
              problem.violatedPolicies()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A problem could not be written", e);
    }
  }
}
