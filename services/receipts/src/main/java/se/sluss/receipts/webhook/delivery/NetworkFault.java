package se.sluss.receipts.webhook.delivery;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a fault of the network comes to: the one table of them. */
final class NetworkFault {
  private static final int DEEPEST = 10;

  private NetworkFault() {}

  /**
   * The outcome of an exchange that ended in a fault.
   *
   * @param connected whether the connection stood, its TLS handshake included
   */
  static AttemptOutcome outcome(@Nullable Throwable fault, boolean connected) {
    FailureReason reason = reason(fault, connected);
    return reason == FailureReason.TIMEOUT
        ? new AttemptOutcome.Overloaded(reason)
        : new AttemptOutcome.Failed(reason);
  }

  private static FailureReason reason(@Nullable Throwable fault, boolean connected) {
    Throwable at = fault;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof ConnectTimeoutException
          || at instanceof SslHandshakeTimeoutException
          || at instanceof TimeoutException) {
        return FailureReason.TIMEOUT;
      }
      if (at instanceof SSLException || at instanceof CertificateException) {
        return FailureReason.TLS;
      }
      at = at.getCause();
    }
    return connected ? FailureReason.CONNECTION_LOST : FailureReason.CONNECT;
  }
}
