package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.AuthorityGateway;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.DeliveryState;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.RecordOutcome;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.Way;

/** A connection that ends while the message is on its way out. */
class BrokenCallTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final Tracer tracer =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(told))
          .build()
          .get("test");
  private final List<Exchange> recorded = new ArrayList<>();
  private final CertificateId identity = CertificateId.next();
  private final ConnectionId connection = ConnectionId.next();
  private final Span slot = tracer.spanBuilder("slot").startSpan();
  private final long granted = System.nanoTime();
  private final Grant grant = grant();

  @Test
  void itIsACallInTheAttemptsTraceWithWhoWasCalledAndWhy() {
    LaneTools tools = tools();

    new LaneCalls(connection, tools, new WarmLines(connection, tools), () -> {})
        .make(new BreakingLine(), Duration.ofSeconds(1));

    assertThat(recorded)
        .extracting(Exchange::outcome)
        .containsExactly(new SubmitOutcome.InDoubt(Cause.CONNECTION_LOST));
    assertThat(told.getFinishedSpanItems()).hasSize(1);
    SpanData call = told.getFinishedSpanItems().getFirst();
    assertThat(call.getName()).isEqualTo("authority call");
    assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(call.getTraceId()).isEqualTo(slot.getSpanContext().getTraceId());
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(said(call, "error.type")).isEqualTo("CONNECTION_LOST");
    assertThat(said(call, "http.request.method")).isEqualTo("POST");
    assertThat(said(call, "server.address")).isEqualTo("eioa.test");
    assertThat(said(call, "url.full")).isEqualTo("https://eioa.test/REDACTED");
    assertThat(said(call, "sluss.submission.id"))
        .isEqualTo(grant.delivery().submission().submissionId().value());
  }

  @Test
  void nextCallOfThisProcessWaitsItsIntervalWhateverTheDatabaseSays() {
    LaneTools tools = tools();
    var calls = new LaneCalls(connection, tools, new WarmLines(connection, tools), () -> {});
    BreakingLine first = new BreakingLine();
    BreakingLine second = new BreakingLine();

    calls.make(first, Duration.ofHours(1));
    calls.make(second, Duration.ofHours(1));

    assertThat(first.asked.mayLeaveAt(granted)).isTrue();
    assertThat(second.asked.mayLeaveAt(granted)).isFalse();
  }

  /** Its booking stays as it was, too. */
  @Test
  void strainThatIsLearnedAfterACallDoesNotRefuseTheSlotThatFollowsIt() {
    LaneTools tools = tools();
    var calls = new LaneCalls(connection, tools, new WarmLines(connection, tools), () -> {});
    BreakingLine second = new BreakingLine();

    calls.make(new BreakingLine(), Duration.ZERO);
    calls.make(second, Duration.ofHours(1));

    assertThat(((Window) second.asked).opens() - System.nanoTime()).isNotPositive();
  }

  private static String said(SpanData span, String attribute) {
    return span.getAttributes().get(AttributeKey.stringKey(attribute));
  }

  private Grant grant() {
    AttemptId attempt = AttemptId.next();
    var submission =
        new SubmissionRef(
            SubmissionId.next(),
            VendorId.next(),
            TenantId.next(),
            Service.ELT,
            Mode.TEST,
            "document");
    var delivery =
        new Delivery(
            submission,
            Optional.of(connection),
            new DeliveryState.Sending(attempt, 1),
            1,
            0,
            false,
            "",
            "");
    long now = granted;
    return new Grant(
        attempt,
        delivery,
        identity,
        new Slot(NOW, NOW, new Window(now, now), now),
        Context.root().with(slot));
  }

  /** With a slot for whoever asks, and a document for everybody. */
  private LaneTools tools() {
    var slots =
        new TakeSlot(null, null, null, null, null, null) {
          @Override
          public Claim take(ConnectionId asked, boolean fresh, Optional<Lanes.Ready> ready) {
            return new Claim.Granted(grant);
          }
        };
    return new LaneTools(
        null,
        slots,
        null,
        null,
        null,
        new RecordOutcome(null, null, null, null, null, null, null, null, null, null),
        null,
        null,
        null,
        new Traces(tracer),
        null,
        null,
        new SimpleMeterRegistry()) {
      @Override
      Envelope envelope(ConnectionId asked, CertificateId with, SubmissionId submission) {
        return new Envelope("action", new byte[] {1});
      }

      @Override
      void record(Grant of, Exchange exchange, Optional<Instant> leftBy, Optional<Duration> took) {
        recorded.add(exchange);
      }
    };
  }

  private final class BreakingLine implements AuthorityGateway.Line {
    private AuthorityGateway.Departure asked;

    @Override
    public CertificateId identity() {
      return identity;
    }

    @Override
    public Way way() {
      return new Way("https://eioa.test/secret", Optional.empty());
    }

    @Override
    public boolean fresh() {
      return true;
    }

    @Override
    public AuthorityGateway.Standing standing() {
      return new AuthorityGateway.Standing.Usable();
    }

    @Override
    public AuthorityGateway.Writing write(Envelope envelope, AuthorityGateway.Departure departure) {
      asked = departure;
      return new AuthorityGateway.Writing.Broken(
          System.nanoTime(), new SubmitOutcome.InDoubt(Cause.CONNECTION_LOST));
    }

    @Override
    public Exchange read() {
      throw new AssertionError("nothing is read of what was not written");
    }

    @Override
    public boolean reusable() {
      return false;
    }

    @Override
    public void close() {}
  }
}
