package se.sluss.signing.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventStreamTest {
  private final Sink sink = new Sink();
  private final EventStream stream = new EventStream(sink, new SseImpl());

  @Test
  void whatIsToldIsSentUntilTheEnd() {
    stream.tell("order", "signed");
    stream.live();
    stream.close();

    assertThat(sink.told).containsExactly("order signed", "nothing new");
    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void whoeverHangsUpBetweenALookAndTheTellingIsNoFault() {
    assertThat(stream.isOpen()).isTrue();
    sink.closed = true;

    assertThatCode(() -> stream.tell("order", "signed")).doesNotThrowAnyException();

    assertThat(stream.isOpen()).isFalse();
  }

  static List<Exception> waysOfHangingUp() {
    return List.of(new IOException("Connection reset by peer"), new HttpClosedException("closed"));
  }

  @ParameterizedTest
  @MethodSource("waysOfHangingUp")
  void whoeverHangsUpWhileToldSomethingIsNoFault(Exception way) {
    sink.fault = way;

    assertThatCode(stream::live).doesNotThrowAnyException();

    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void anotherFaultIsOne() {
    sink.fault = new IllegalArgumentException("cannot be written");

    assertThatThrownBy(() -> stream.tell("order", "signed"))
        .hasRootCauseMessage("cannot be written");

    assertThat(stream.isOpen()).isTrue();
  }

  /** As the framework's own: it throws when it is closed already. */
  private static final class Sink implements SseEventSink {
    private final List<String> told = new ArrayList<>();
    private boolean closed;
    private @Nullable Exception fault;

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
      if (closed) {
        throw new IllegalStateException("Already closed");
      }
      if (fault != null) {
        return CompletableFuture.failedFuture(fault);
      }
      told.add(
          event.getName() == null ? event.getComment() : event.getName() + " " + event.getData());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
