package se.sluss.kit.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;

/**
 * The methods of the resource that is asked for, as the framework's own routing knows them, which
 * refuses the others without naming these.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110, 405</a>
 */
final class AllowedMethods {
  private AllowedMethods() {}

  /** As the header Allow has them. The framework answers OPTIONS and HEAD itself. */
  static String ofCurrentRequest() {
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    String path = request.getPathWithoutPrefix();
    RequestMapper<InitialMatch> resources =
        new RequestMapper<>(new ArrayList<>(request.getDeployment().getClassMappers()));
    Set<String> methods = new TreeSet<>();
    for (RequestMatch<InitialMatch> match = resources.map(path);
        match != null;
        match = resources.continueMatching(path, match)) {
      addTo(methods, match);
    }
    methods.add("OPTIONS");
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }

  private static void addTo(Set<String> methods, RequestMatch<InitialMatch> match) {
    String rest = match.remaining.isEmpty() ? "/" : match.remaining;
    Arrays.stream(match.value.handlers)
        .filter(ClassRoutingHandler.class::isInstance)
        .map(ClassRoutingHandler.class::cast)
        .flatMap(routing -> routing.getMappers().entrySet().stream())
        .filter(method -> method.getKey() != null && method.getValue().map(rest) != null)
        .forEach(method -> methods.add(method.getKey()));
  }
}
