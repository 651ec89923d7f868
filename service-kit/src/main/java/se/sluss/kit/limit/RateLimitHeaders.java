package se.sluss.kit.limit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/**
 * Tells clients their quotas in every answer, in the words of a draft that may still change.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
public class RateLimitHeaders {
  private static final String STANDINGS = "sluss.rate-limit";

  /**
   * Has the answer tell them.
   *
   * @throws Problem {@code quota-exceeded} when the request is not within all of them
   */
  public static void admit(ContainerRequestContext request, List<Standing> standings) {
    request.setProperty(STANDINGS, header(standings, RateLimitHeaders::standing));
    request.setProperty(STANDINGS + ".policy", header(standings, RateLimitHeaders::policy));
    List<Standing> violated = standings.stream().filter(found -> !found.admitted()).toList();
    if (!violated.isEmpty()) {
      long wait = violated.stream().mapToLong(Standing::seconds).max().orElseThrow();
      throw Problem.of(ProblemType.QUOTA_EXCEEDED, "Ask again after the time in Retry-After.")
          .withHeader("Retry-After", Long.toString(wait))
          .withViolatedPolicies(violated.stream().map(found -> found.quota().policy()).toList());
    }
  }

  @ServerResponseFilter
  void tell(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    put(headers, "RateLimit-Policy", request.getProperty(STANDINGS + ".policy"));
    put(headers, "RateLimit", request.getProperty(STANDINGS));
  }

  private static void put(
      MultivaluedMap<String, Object> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.putSingle(name, value);
    }
  }

  private static String header(List<Standing> standings, Function<Standing, String> item) {
    return standings.stream().map(item).collect(Collectors.joining(", "));
  }

  private static String policy(Standing of) {
    return item(of) + ";q=" + of.quota().requests() + ";w=" + QuotaWindows.LENGTH.toSeconds();
  }

  private static String standing(Standing of) {
    return item(of) + ";r=" + of.remaining() + ";t=" + of.seconds();
  }

  private static String item(Standing of) {
    return '"' + of.quota().policy() + '"';
  }
}
