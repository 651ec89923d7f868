package se.sluss.signing.rest;

import io.vertx.core.VertxException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/**
 * Server-sent events to somebody who may hang up at any moment, also while told something: what is
 * told from then on reaches nobody, which is no fault. Telling waits until it is on its way.
 */
public final class EventStream implements AutoCloseable {
  private final SseEventSink sink;
  private final Sse sse;
  private volatile boolean hungUp;

  public EventStream(SseEventSink sink, Sse sse) {
    this.sink = sink;
    this.sse = sse;
  }

  /** Whether anybody listens, as far as is known. */
  public boolean isOpen() {
    return !hungUp && !sink.isClosed();
  }

  /** Tells something, as JSON. */
  public void tell(String name, Object data) {
    send(
        sse.newEventBuilder()
            .name(name)
            .mediaType(MediaType.APPLICATION_JSON_TYPE)
            .data(data)
            .build());
  }

  /** Says that the stream is alive. */
  public void live() {
    send(sse.newEventBuilder().comment("nothing new").build());
  }

  private void send(OutboundSseEvent event) {
    try {
      sink.send(event).toCompletableFuture().join();
    } catch (IllegalStateException | CompletionException e) {
      hungUp =
          sink.isClosed()
              || e.getCause() instanceof IOException
              || e.getCause() instanceof VertxException;
      if (!hungUp) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    sink.close();
  }
}
