package se.sluss.kit.tenancy;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Answers what is not there at whole ticks after the request came. What is another's takes some
 * microseconds longer, since its row is read before the wall keeps it back: between two ticks
 * nobody sees that.
 */
public class MissingAtTicks {
  /** Longer than a look takes, and too short to be felt. */
  private static final Duration TICK = Duration.ofMillis(5);

  private static final String CAME = "sluss.came";

  @ServerRequestFilter(preMatching = true, priority = 0)
  void come(ContainerRequestContext request) {
    request.setProperty(CAME, System.nanoTime());
  }

  /** Waits on threads that cost nothing while they wait, where all looks are; never on others. */
  @ServerResponseFilter
  void answer(ContainerRequestContext request, ContainerResponseContext answer)
      throws InterruptedException {
    if (answer.getStatus() == Response.Status.NOT_FOUND.getStatusCode()
        && Thread.currentThread().isVirtual()
        && request.getProperty(CAME) instanceof Long came) {
      Thread.sleep(untilTick(Duration.ofNanos(System.nanoTime() - came)));
    }
  }

  /** How long it is until the next tick of a request that came so long ago. */
  static Duration untilTick(Duration since) {
    return Duration.ofNanos(TICK.toNanos() - since.toNanos() % TICK.toNanos());
  }
}
