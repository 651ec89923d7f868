package se.sluss.simulator.authority.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.ledger.Arrival;
import se.sluss.simulator.authority.ledger.Ledger;
import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;

/**
 * One connection of one client: counts each call as soon as its head is read, and lets one call at
 * a time through to the body. Used on the connection's executor only.
 */
final class ConnectionHandler extends ChannelDuplexHandler {
  /** The call whose body is being read or that waits for its answer. */
  static final AttributeKey<@Nullable Arrival> CALL = AttributeKey.valueOf("authority.call");

  /**
   * Asks a connection to close when it is that client's, or anyone's, and no call is on it.
   *
   * @param looked counted down when it is closed, or stays
   */
  record CloseIfIdle(@Nullable String client, CountDownLatch looked) {}

  private final Stamp stamp;
  private final FirstByte firstByte;
  private final Ledger ledger;
  private @Nullable String client;
  private boolean bodyRead = true;

  ConnectionHandler(Stamp stamp, FirstByte firstByte, Ledger ledger) {
    this.stamp = stamp;
    this.firstByte = firstByte;
    this.ledger = ledger;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      client = clientOf(context);
    } else if (event instanceof CloseIfIdle idle) {
      closeIfIdle(context, idle);
    }
    super.userEventTriggered(context, event);
  }

  private void closeIfIdle(ChannelHandlerContext context, CloseIfIdle idle) {
    boolean calling = context.channel().attr(CALL).get() != null;
    if (calling || idle.client() != null && !idle.client().equals(client)) {
      idle.looked().countDown();
    } else {
      context.close().addListener(_ -> idle.looked().countDown());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest head && !begin(context, head)) {
      ReferenceCountUtil.release(message);
      context.close();
      return;
    }
    if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
      // The body ended early or is no HTTP; what is left of the call ends with its connection.
      ReferenceCountUtil.release(message);
      context.close();
      return;
    }
    if (message instanceof LastHttpContent) {
      bodyRead = true;
      firstByte.requestEnded();
    }
    context.fireChannelRead(message);
  }

  /** Counts the call; false when the connection cannot go on. */
  private boolean begin(ChannelHandlerContext context, HttpRequest head) {
    String name = client;
    if (name == null) {
      return false;
    }
    String path = new QueryStringDecoder(head.uri()).path();
    Arrival arrival = ledger.arrived(name, path, firstByte.nanos(), head.headers().names());
    boolean readable = head.decoderResult().isSuccess();
    if (!readable || context.channel().attr(CALL).get() != null) {
      ledger.enter(
          arrival,
          Result.of(
              Outcome.HTTP_STATUS,
              readable ? "sent before the answer to the call before it" : "not HTTP"));
      return false;
    }
    context.channel().attr(CALL).set(arrival);
    bodyRead = false;
    return true;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    // A whole answer ends the call; an interim answer such as "100 Continue" comes before the body.
    if (bodyRead && message instanceof LastHttpContent) {
      context.channel().attr(CALL).set(null);
    }
    context.write(message, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    Arrival arrival = context.channel().attr(CALL).get();
    if (arrival != null && !bodyRead) {
      ledger.enter(arrival, Result.of(Outcome.INCOMPLETE, "the connection ended in the request"));
    }
    if (arrival != null) {
      ledger.ended(arrival, stamp.gone(), false);
    }
    super.channelInactive(context);
  }

  private @Nullable String clientOf(ChannelHandlerContext context) throws Exception {
    var session = context.pipeline().get(SslHandler.class).engine().getSession();
    return session.getPeerCertificates()[0] instanceof X509Certificate certificate
        ? ClientTrust.commonName(certificate)
        : null;
  }
}
