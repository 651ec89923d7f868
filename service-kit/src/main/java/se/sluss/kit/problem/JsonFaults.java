package se.sluss.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;

/** Says where JSON does not fit, never what stands there. */
final class JsonFaults {
  private JsonFaults() {}

  static Problem of(JsonProcessingException fault) {
    return switch (fault) {
      case StreamConstraintsException _ ->
          Problem.of(
              ProblemType.BAD_REQUEST,
              "The JSON is nested too deeply, or a name, number or text in it is too long.");
      case StreamReadException read when read.getOriginalMessage().startsWith("Duplicate") ->
          Problem.of(
              ProblemType.BAD_REQUEST,
              "The JSON says a member twice in one object; say each of them once.");
      case JsonMappingException mapping when mapping.getCause() instanceof InputCoercionException ->
          invalid(List.of(outOfRange(pointer(mapping))));
      case JsonMappingException mapping
          when mapping.getCause() instanceof StreamReadException read ->
          of(read);
      case JsonMappingException mapping
          when mapping.getCause() instanceof StreamConstraintsException bound ->
          of(bound);
      case UnrecognizedPropertyException unknown ->
          invalid(List.of(unknownMember(pointer(unknown))));
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          invalid(List.of(invalidValue(pointer(mapping))));
      case JsonMappingException mapping ->
          invalid(
              List.of(
                  new Problem.Fault(
                      "#", "invalid-value", "the body does not have the form that is needed")));
      default -> malformed();
    };
  }

  static Problem malformed() {
    return Problem.of(ProblemType.BAD_REQUEST, "The body is not well-formed JSON.");
  }

  static Problem.Fault unknownMember(String pointer) {
    return new Problem.Fault(pointer, "unknown-member", "is not a member of this request");
  }

  static Problem.Fault outOfRange(String pointer) {
    return new Problem.Fault(pointer, "out-of-range", "is a number outside of what may stand here");
  }

  static Problem.Fault invalidValue(String pointer) {
    return new Problem.Fault(
        pointer, "invalid-value", "does not have the form that is needed here");
  }

  static Problem invalid(List<Problem.Fault> faults) {
    return Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.")
        .withErrors(faults);
  }

  private static String pointer(JsonMappingException fault) {
    StringBuilder pointer = new StringBuilder("#");
    for (JsonMappingException.Reference step : fault.getPath()) {
      pointer.append('/');
      if (step.getFieldName() == null) {
        pointer.append(step.getIndex());
      } else {
        pointer.append(MemberName.shown(step.getFieldName()));
      }
    }
    return pointer.toString();
  }
}
