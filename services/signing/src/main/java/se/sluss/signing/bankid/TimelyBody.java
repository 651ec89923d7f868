package se.sluss.signing.bankid;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A body that leaves before its deadline or not at all: looked at when the connection is there and
 * the client is about to write. Without its body a call asks for nothing.
 */
final class TimelyBody implements HttpRequest.BodyPublisher {
  private final HttpRequest.BodyPublisher body;
  private final Deadline deadline;
  private volatile boolean withheld;

  TimelyBody(byte[] body, Deadline deadline) {
    this.body = HttpRequest.BodyPublishers.ofByteArray(body);
    this.deadline = deadline;
  }

  /** Whether it came too late, so that nothing was asked. */
  boolean withheld() {
    return withheld;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (deadline.isOver()) {
      withheld = true;
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long n) {
              // There is nothing to give.
            }

            @Override
            public void cancel() {
              // There is nothing to stop.
            }
          });
      subscriber.onError(new IOException("Too late to be sent"));
    } else {
      body.subscribe(subscriber);
    }
  }
}
