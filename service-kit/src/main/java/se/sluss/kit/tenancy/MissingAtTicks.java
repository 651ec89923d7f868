package se.sluss.kit.tenancy;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import se.sluss.kit.paging.Continued;

/**
 * Answers what is not there, and lists that hold nothing, at whole ticks after the request came.
 * What is another's takes some microseconds longer, since its row is read before the wall keeps it
 * back: who is answered at the same tick does not see that. A look that ends just at a tick still
 * tells, which is why a tick is much longer than a look, and counts from when nothing of the
 * request is in its sender's hands.
 */
public class MissingAtTicks {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final String CAME = "sluss.came";

  @ServerRequestFilter(preMatching = true)
  void come(ContainerRequestContext request) {
    request.setProperty(CAME, System.nanoTime());
  }

  /** Again once the body was read, which comes as slowly as its sender likes. */
  @ServerRequestFilter(priority = Priorities.USER)
  void comeWithItsBody(ContainerRequestContext request) {
    come(request);
  }

  /** Waits on threads that cost nothing while they wait, where all looks are; never on others. */
  @ServerResponseFilter
  void answer(ContainerRequestContext request, ContainerResponseContext answer) {
    if (holdsNothing(answer)
        && Thread.currentThread().isVirtual()
        && request.getProperty(CAME) instanceof Long came) {
      await(untilTick(Duration.ofNanos(System.nanoTime() - came)));
    }
  }

  /** A list may be of what belongs to something that its query names, such as a submission. */
  private static boolean holdsNothing(ContainerResponseContext answer) {
    return answer.getStatus() == Response.Status.NOT_FOUND.getStatusCode()
        || answer.getEntity() instanceof Continued list && list.data().isEmpty();
  }

  /** How long it is until the next tick of a request that came so long ago. */
  static Duration untilTick(Duration since) {
    return Duration.ofNanos(TICK.toNanos() - since.toNanos() % TICK.toNanos());
  }

  private static void await(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
