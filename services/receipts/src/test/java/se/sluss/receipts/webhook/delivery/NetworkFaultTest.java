package se.sluss.receipts.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.receipts.webhook.delivery.AttemptOutcome.Failed;
import se.sluss.receipts.webhook.delivery.AttemptOutcome.Overloaded;

class NetworkFaultTest {
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new ConnectException(), false, new Failed(FailureReason.CONNECT)),
        Arguments.of(new ConnectTimeoutException(), false, new Overloaded(FailureReason.TIMEOUT)),
        Arguments.of(
            new SslHandshakeTimeoutException("slow"), false, new Overloaded(FailureReason.TIMEOUT)),
        Arguments.of(new TimeoutException(), true, new Overloaded(FailureReason.TIMEOUT)),
        Arguments.of(new SSLHandshakeException("no"), false, new Failed(FailureReason.TLS)),
        Arguments.of(
            new IllegalStateException(new CertificateException()),
            false,
            new Failed(FailureReason.TLS)),
        Arguments.of(
            new HttpClosedException("closed"), true, new Failed(FailureReason.CONNECTION_LOST)),
        Arguments.of(
            new IllegalArgumentException("not HTTP"),
            true,
            new Failed(FailureReason.CONNECTION_LOST)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultHasOneMeaning(Throwable fault, boolean connected, AttemptOutcome outcome) {
    assertThat(NetworkFault.outcome(fault, connected)).isEqualTo(outcome);
  }
}
