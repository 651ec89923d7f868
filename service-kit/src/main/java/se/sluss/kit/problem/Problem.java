package se.sluss.kit.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends a request with a problem. Immutable: the {@code with…} methods return another one. The
 * detail says what to do about this occurrence and never holds a value from a document; it may be
 * logged.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One fault of an invalid request.
   *
   * @param pointer where, as a JSON Pointer in a URI fragment such as {@code #/documents/0/id}; for
   *     XML documents whatever names the place
   * @param code the fault's kind, stable, for programs
   * @param detail what is wrong, for people; never a value from a document
   */
  public record Fault(String pointer, String code, String detail) {}

  private final transient ProblemType type;
  private final String detail;
  private final transient List<Fault> faults;
  private final transient Map<String, String> headers;
  private final transient List<String> violatedPolicies;

  private Problem(
      ProblemType type,
      String detail,
      List<Fault> faults,
      Map<String, String> headers,
      List<String> violatedPolicies) {
    super(type.slug() + ": " + detail, null, false, false);
    this.type = type;
    this.detail = detail;
    this.faults = List.copyOf(faults);
    this.headers = Map.copyOf(headers);
    this.violatedPolicies = List.copyOf(violatedPolicies);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), Map.of(), List.of());
  }

  /** There is no such thing: the one answer for what is absent and for what is another's. */
  public static Problem notFound() {
    return of(
        ProblemType.NOT_FOUND, "Check the identifier, and that the credential may see what it is.");
  }

  /** The same with one more fault. */
  public Problem withError(String pointer, String code, String faultDetail) {
    List<Fault> more = new ArrayList<>(faults);
    more.add(new Fault(pointer, code, faultDetail));
    return new Problem(type, detail, more, headers, violatedPolicies);
  }

  /** The same with more faults. */
  public Problem withErrors(List<Fault> others) {
    List<Fault> more = new ArrayList<>(faults);
    more.addAll(others);
    return new Problem(type, detail, more, headers, violatedPolicies);
  }

  /** The same with a header in the answer, such as {@code Retry-After}. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(type, detail, faults, more, violatedPolicies);
  }

  /** The same with the quotas that the request exceeds. */
  public Problem withViolatedPolicies(List<String> policies) {
    return new Problem(type, detail, faults, headers, policies);
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return detail;
  }

  public List<Fault> faults() {
    return faults;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public List<String> violatedPolicies() {
    return violatedPolicies;
  }
}
