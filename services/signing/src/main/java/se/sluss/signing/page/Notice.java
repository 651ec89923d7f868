package se.sluss.signing.page;

import jakarta.ws.rs.core.Response;
import java.util.Set;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.signing.order.OpenOrder;

/** Pages that say only why there is nothing else to show. */
public enum Notice {
  /** Another browser used the link. */
  USED(Response.Status.GONE),
  /** No link, or the time of a link or session is over: which of them is not told. */
  GONE(Response.Status.GONE),
  /** A page is asked for by a browser that has no session of it, whether or not there is one. */
  ELSEWHERE(Response.Status.GONE),
  /** What the vendor said does not fit the documents. */
  REFUSED(Response.Status.CONFLICT),
  /** Nobody signs for the provider now: it is suspended, or its mode has no BankID. */
  CLOSED(Response.Status.FORBIDDEN),
  /** Somebody signs the same documents elsewhere just now. */
  BUSY(Response.Status.CONFLICT),
  /** A fault of ours. */
  TROUBLE(Response.Status.INTERNAL_SERVER_ERROR);

  private final Response.Status status;

  Notice(Response.Status status) {
    this.status = status;
  }

  private static final Set<ProblemType> NOBODY_SIGNS =
      Set.of(ProblemType.TENANT_SUSPENDED, ProblemType.TENANT_CLOSED, ProblemType.UNAVAILABLE);

  /** Why an order was not opened. */
  static Notice of(Problem refused) {
    if (OpenOrder.isBeingSigned(refused)) {
      return BUSY;
    }
    return NOBODY_SIGNS.contains(refused.type()) ? CLOSED : REFUSED;
  }

  Response.Status status() {
    return status;
  }
}
