package se.sluss.signing.bankid;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import se.sluss.kit.trace.Asked;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.Mode;

/**
 * One call to BankID, made once: bounded in number and in time, and not made while BankID has shown
 * that it is away. Each relying party is judged by itself: a certificate that one BankID refuses,
 * or a burst of one vendor's orders, takes nothing from the others.
 */
@ApplicationScoped
class Calls {
  private static final int MOST_BYTES = 1 << 20;
  private static final int LAST_CALLS = 20;

  private final Environments environments;
  private final BankIdConfig config;
  private final MeterRegistry metrics;
  private final Traces traces;
  private final Map<RelyingParty, Guard> guards = new IdentityHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What came back; the body as it came. */
  record Answer(int status, byte[] body) {}

  /** The call was not made: nothing that asks for anything left this process. */
  static final class NotMadeException extends Exception {
    private static final long serialVersionUID = 1;

    private NotMadeException(Throwable cause) {
      super(cause);
    }

    /** Without a cause: the guard looks at causes, and would take BankID to be away. */
    private NotMadeException(String why) {
      super(why);
    }
  }

  /** BankID answered that it cannot answer. */
  private static final class ServerFaultException extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Answer answer;

    private ServerFaultException(Answer answer) {
      this.answer = answer;
    }
  }

  Calls(Environments environments, BankIdConfig config, MeterRegistry metrics, Traces traces) {
    this.environments = environments;
    this.config = config;
    this.metrics = metrics;
    this.traces = traces;
    environments
        .all()
        .values()
        .forEach(one -> one.relyingParties().forEach(party -> guards.put(party, guard())));
  }

  private Guard guard() {
    return Guard.create()
        .withBulkhead()
        .limit(config.inFlight())
        .done()
        .withCircuitBreaker()
        .requestVolumeThreshold(LAST_CALLS)
        .failureRatio(0.5)
        .delay(config.rest().toMillis(), ChronoUnit.MILLIS)
        .failOn(IOException.class)
        .done()
        .build();
  }

  /** What is alarmed of is there from the start, so that the first is a rise. */
  void start(@Observes StartupEvent event) {
    environments
        .all()
        .forEach((mode, one) -> one.relyingParties().forEach(party -> start(mode, party)));
  }

  private void start(Mode mode, RelyingParty party) {
    for (String call : List.of("sign", "collect", "cancel")) {
      for (String outcome : List.of("401", "403", "503", "tls", "noAnswer", "notMade")) {
        counter(mode, party, call, outcome);
      }
    }
  }

  /**
   * Makes it.
   *
   * @param before it is not made after this
   * @throws IOException when there is no whole answer: it may have been made all the same
   */
  Answer make(Party party, String call, byte[] body, Deadline before)
      throws IOException, NotMadeException {
    RelyingParty own = environments.relyingParty(party);
    URI address = URI.create(environments.of(party.mode()).url() + "/" + call);
    Asked.configured(address);
    try {
      Answer answer =
          Objects.requireNonNull(guards.get(own))
              .call(
                  () -> judged(post(own.http(), address, new TimelyBody(body, before))),
                  Answer.class);
      answered(party, own, call, answer.status());
      return answer;
    } catch (ServerFaultException e) {
      answered(party, own, call, e.answer.status());
      return e.answer;
    } catch (BulkheadException | CircuitBreakerOpenException e) {
      failed(party, own, call, "notMade");
      throw new NotMadeException(e);
    } catch (NotMadeException e) {
      failed(party, own, call, "notMade");
      throw e;
    } catch (IOException | RuntimeException e) {
      failed(party, own, call, isOfTls(e) ? "tls" : "noAnswer");
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("A call to BankID failed in an unforeseen way", e);
    }
  }

  private static Answer judged(Answer answer) throws ServerFaultException {
    if (answer.status() >= 500) {
      throw new ServerFaultException(answer);
    }
    return answer;
  }

  private Answer post(HttpClient http, URI address, TimelyBody body)
      throws IOException, NotMadeException {
    // BankID answers 415 to a media type with anything behind it.
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(config.readTimeout())
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    // The client's own time-out ends with the answer's head; this one holds for all of it. Not
    // sendAsync: it ends on the pool that all of the process shares, whoever blocks that.
    Future<HttpResponse<byte[]>> answer =
        threads.submit(
            () ->
                http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)));
    try {
      HttpResponse<byte[]> response =
          answer.get(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("BankID did not answer in time");
    } catch (ExecutionException e) {
      if (body.withheld()) {
        throw new NotMadeException("The call came too late to be sent");
      }
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IOException("The call to BankID failed", e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for BankID", e);
    }
  }

  /** What collecting told of an order. */
  void collected(Mode mode, String status, String hint) {
    BankIdMetrics.collected(metrics, mode, status, hint);
  }

  /** Whether it failed where the two show each other their certificates. */
  private static boolean isOfTls(Throwable fault) {
    return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
        .anyMatch(SSLException.class::isInstance);
  }

  private void answered(Party party, RelyingParty own, String call, int status) {
    traces.answered(status);
    String outcome = Integer.toString(status);
    if (status == 200) {
      counter(party.mode(), own, call, outcome).increment();
    } else {
      failed(party, own, call, outcome);
    }
  }

  /** Counts it, and says so in the caller's span. */
  private void failed(Party party, RelyingParty own, String call, String outcome) {
    traces.failed(outcome);
    counter(party.mode(), own, call, outcome).increment();
  }

  private Counter counter(Mode mode, RelyingParty own, String call, String outcome) {
    return metrics.counter(
        BankIdMetrics.CALLS,
        "call",
        call,
        "mode",
        mode.wire(),
        "outcome",
        outcome,
        "party",
        own.name());
  }
}
