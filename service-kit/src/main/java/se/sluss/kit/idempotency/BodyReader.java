package se.sluss.kit.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import se.sluss.kit.problem.BodyLimit;

/**
 * Reads the body of a request that is let in, and keeps its bytes beside what is parsed of them; or
 * their hash alone where they go by as a stream.
 */
@ApplicationScoped
class BodyReader {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final IncomingRequest incoming;
  private final BodyLimit limit;

  BodyReader(IncomingRequest incoming, BodyLimit limit) {
    this.incoming = incoming;
    this.limit = limit;
  }

  @ServerRequestFilter(priority = Priorities.ENTITY_CODER)
  void read(ContainerRequestContext request, ResourceInfo resource) {
    if (!WITH_BODY.contains(request.getMethod())) {
      return;
    }
    if (resource.getResourceMethod().isAnnotationPresent(LargeBody.class)) {
      MeasuredStream body = new MeasuredStream(request.getEntityStream(), limit.largeBytes());
      incoming.take(request, body);
      request.setEntityStream(body);
      return;
    }
    try {
      byte[] body = request.getEntityStream().readNBytes(most(request.getLength()));
      if (body.length > limit.bytes()) {
        throw BodyLimit.tooLarge();
      }
      incoming.take(request, body);
      request.setEntityStream(new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw BodyLimit.cutShort();
    }
  }

  /**
   * How much is read of a body: one byte too much at most, and no buffer for more than there is.
   *
   * @param told the length in the request's header; negative without one
   */
  private int most(int told) {
    int tooMuch = limit.bytes() + 1;
    return told < 0 ? tooMuch : Math.min(told, tooMuch);
  }
}
